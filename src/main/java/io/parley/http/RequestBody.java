package io.parley.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Names;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a client sent, read strictly: UTF-8, no duplicate keys, no deep nesting, nothing after it. A null
 * counts as absent. What its fields must be the contract says, and has judged them by the {@link #tree} before any is asked
 * for. What is nested keeps its own bytes, for a codec to read.
 */
final class RequestBody {
    static final RequestBody EMPTY = new RequestBody(Map.of(), new byte[0]);

    private static final int MAX_DEPTH = 32;
    /** Of a number, in characters: what surely fits a long, and what is worth knowing the size of. */
    private static final int MAX_DIGITS = 18;

    private static final int MAX_NUMBER = 64;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /**
     * @param value a String, Long, Double, Boolean, JsonArray or JsonObject
     * @param from where its bytes begin
     * @param to where they end
     */
    private record Field(Object value, int from, int to) {}

    private final Map<String, Field> fields;
    private final byte[] bytes;

    private RequestBody(Map<String, Field> fields, byte[] bytes) {
        this.fields = fields;
        this.bytes = bytes;
    }

    static RequestBody parse(@Nullable Buffer buffer) {
        byte[] bytes = buffer == null ? new byte[0] : buffer.getBytes();
        String at = null;
        Map<String, Field> fields = new LinkedHashMap<>();
        try (JsonParser parser = STRICT.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Failure.of(Code.BAD_REQUEST, "the body must be one JSON object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                at = parser.currentName();
                JsonToken token = parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                Object value = value(parser, token);
                if (value != null) {
                    fields.put(at, new Field(value, from, (int)
                            parser.currentLocation().getByteOffset()));
                }
            }
            at = null;
            if (parser.nextToken() != null) {
                throw Failure.of(Code.BAD_REQUEST, "the body must be one JSON object and nothing more");
            }
        } catch (JsonProcessingException malformed) {
            throw at == null
                    ? Failure.of(Code.BAD_REQUEST, "the body is not strict JSON in UTF-8")
                    : Call.bad(at, "or what follows it is not strict JSON in UTF-8");
        } catch (IOException malformed) {
            throw Failure.of(Code.BAD_REQUEST, "the body is not strict JSON in UTF-8");
        }
        return new RequestBody(fields, bytes);
    }

    /** Leaves the parser at the value's last token. */
    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, token);
            case START_ARRAY -> array(parser);
            case START_OBJECT -> object(parser);
            default -> null;
        };
    }

    /** Digits alone are exact; of other numbers it is enough to know about how large they are, if at all. */
    private static Number number(JsonParser parser, JsonToken token) throws IOException {
        int length = parser.getTextLength();
        if (token == JsonToken.VALUE_NUMBER_INT && length <= MAX_DIGITS) {
            return parser.getLongValue();
        }
        return length <= MAX_NUMBER ? parser.getDoubleValue() : Double.NaN;
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new JsonArray(items);
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken());
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new JsonObject(fields);
    }

    /** For the contract to judge. */
    JsonObject tree() {
        Map<String, Object> values = new HashMap<>();
        fields.forEach((name, field) -> values.put(name, field.value()));
        return new JsonObject(values);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** One that the contract requires. */
    String text(String name) {
        String text = optionalText(name);
        if (text == null) {
            throw Call.bad(name, "is missing");
        }
        return text;
    }

    /** Without U+0000 and lone surrogates. */
    @Nullable
    String optionalText(String name) {
        Field field = fields.get(name);
        if (field == null) {
            return null;
        }
        String text = (String) field.value();
        if (!Names.isText(text)) {
            throw Call.bad(name, "holds U+0000 or half a character");
        }
        return text;
    }

    /** One that the contract requires. To a schema 1.0 and 1e3 are whole numbers too; here, as on the socket, they are not. */
    long number(String name) {
        Field field = fields.get(name);
        if (field == null || !(field.value() instanceof Long number)) {
            throw Call.bad(name, "must be a whole number, in digits");
        }
        return number;
    }

    /** Empty where there is none. */
    List<String> texts(String name) {
        Field field = fields.get(name);
        return field == null
                ? List.of()
                : ((JsonArray) field.value()).stream().map(String.class::cast).toList();
    }

    /** The field's own JSON, as it was sent; null where there is none. */
    @Nullable
    String raw(String name) {
        Field field = fields.get(name);
        return field == null
                ? null
                : new String(bytes, field.from(), field.to() - field.from(), StandardCharsets.UTF_8);
    }
}
