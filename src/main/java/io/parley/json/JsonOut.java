package io.parley.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.parley.protocol.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes fields into the object at hand. A null is not written, unless the method says so. */
final class JsonOut {
    private final JsonGenerator json;

    JsonOut(JsonGenerator json) {
        this.json = json;
    }

    JsonOut open() throws IOException {
        json.writeStartObject();
        return this;
    }

    JsonOut open(String name) throws IOException {
        json.writeObjectFieldStart(name);
        return this;
    }

    JsonOut close() throws IOException {
        json.writeEndObject();
        return this;
    }

    JsonOut put(String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
        return this;
    }

    JsonOut put(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    JsonOut put(String name, @Nullable Long value) throws IOException {
        return value == null ? this : put(name, value.longValue());
    }

    JsonOut put(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    /** Nothing when false. */
    JsonOut mark(String name, boolean value) throws IOException {
        return value ? put(name, true) : this;
    }

    JsonOut putNull(String name) throws IOException {
        json.writeNullField(name);
        return this;
    }

    /** Nothing when empty. */
    JsonOut put(String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        return this;
    }

    /** Writes one item of a list. */
    interface Item<T> {
        void write(T item) throws IOException;
    }

    <T> JsonOut list(String name, List<? extends T> items, Item<T> writer) throws IOException {
        json.writeArrayFieldStart(name);
        for (T item : items) {
            writer.write(item);
        }
        json.writeEndArray();
        return this;
    }

    /** The value of a field that is kept as its compact text. */
    JsonOut raw(String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeFieldName(name);
            json.writeRawValue(text);
        }
        return this;
    }

    /** The fields of {@code object}, a JSON object as its text, but for those named {@code except}. */
    JsonOut splice(String object, Set<String> except) throws IOException {
        try (JsonParser in = Json.FACTORY.createParser(object)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean written = !except.contains(in.currentName());
                if (written) {
                    json.writeFieldName(in.currentName());
                }
                in.nextToken();
                if (written) {
                    copy(in);
                } else {
                    in.skipChildren();
                }
            }
        }
        return this;
    }

    private void copy(JsonParser in) throws IOException {
        int depth = 0;
        while (true) {
            JsonText.copyToken(in, json);
            depth += in.currentToken().isStructStart() ? 1 : in.currentToken().isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            in.nextToken();
        }
    }
}
