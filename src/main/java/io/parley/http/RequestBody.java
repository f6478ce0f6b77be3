package io.parley.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that a client sent, read strictly: UTF-8, no duplicate keys, no deep nesting, nothing after it. A null
 * counts as absent. Unknown fields are ignored. What is nested keeps its own bytes, for a codec to read.
 */
final class RequestBody {
    static final RequestBody EMPTY = new RequestBody(Map.of(), new byte[0]);

    private static final int MAX_DEPTH = 32;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    /**
     * @param value a String, Long, Boolean or List of strings; null for any other value
     * @param from where its bytes begin
     * @param to where they end
     */
    private record Field(@Nullable Object value, int from, int to) {}

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
                if (token == JsonToken.VALUE_NULL) {
                    continue;
                }
                int from = (int) parser.currentTokenLocation().getByteOffset();
                Object value = value(parser, token);
                fields.put(at, new Field(value, from, (int)
                        parser.currentLocation().getByteOffset()));
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
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : parser.getLongValue();
            case START_ARRAY -> strings(parser);
            default -> {
                parser.skipChildren();
                yield null;
            }
        };
    }

    /** Null for an array that holds anything but strings. */
    private static @Nullable List<String> strings(JsonParser parser) throws IOException {
        List<String> strings = new ArrayList<>();
        boolean pure = true;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                strings.add(parser.getText());
            } else {
                pure = false;
                parser.skipChildren();
            }
        }
        return pure ? strings : null;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** 1 to {@code max} code points. */
    String text(String name, int max) {
        String text = optionalText(name, max);
        if (text == null || text.isEmpty()) {
            throw Call.bad(name, "is missing");
        }
        return text;
    }

    /** At most {@code max} code points, without U+0000 and lone surrogates. */
    @Nullable
    String optionalText(String name, int max) {
        Field field = fields.get(name);
        if (field == null) {
            return null;
        }
        if (!(field.value() instanceof String text)) {
            throw Call.bad(name, "must be a string");
        }
        if (text.codePointCount(0, text.length()) > max) {
            throw Call.bad(name, "must be at most " + max + " characters");
        }
        if (!Names.isText(text)) {
            throw Call.bad(name, "holds U+0000 or half a character");
        }
        return text;
    }

    long number(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw Call.bad(name, "is missing");
        }
        if (!(field.value() instanceof Long number) || number < 0 || number >= 1L << 53) {
            throw Call.bad(name, "must be a whole number from 0 to 2^53 - 1");
        }
        return number;
    }

    /** Empty where there is none. */
    List<String> texts(String name, int max) {
        Field field = fields.get(name);
        if (field == null) {
            return List.of();
        }
        if (!(field.value() instanceof List<?> list)) {
            throw Call.bad(name, "must be an array of strings");
        }
        if (list.size() > max) {
            throw Call.bad(name, "must hold at most " + max);
        }
        return list.stream().map(String.class::cast).toList();
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
