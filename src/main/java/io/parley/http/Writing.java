package io.parley.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one JSON value. */
@FunctionalInterface
interface Writing {
    JsonFactory JSON = new JsonFactory();

    void to(JsonGenerator json) throws IOException;

    /** An object whose fields {@code fields} writes. */
    static Writing object(Writing fields) {
        return json -> {
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        };
    }

    default Buffer buffer() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            to(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
