package io.parley.auth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JWT as it is written, read strictly and before anything of it is believed: three parts, each in the one base64url
 * that its bytes have; a header and a payload that are one JSON object each, without duplicate names.
 *
 * @param header values as String, Long, Boolean or List of strings; {@link #OTHER} for all else
 * @param payload likewise
 */
record CompactToken(Map<String, Object> header, Map<String, Object> payload) {
    /** A value that no claim of ours has: a fraction, a huge number, an object, null. */
    static final Object OTHER = new Object();

    private static final int MAX_CHARS = 4_096;
    private static final int PARTS = 3;
    /** Of both algorithms. */
    private static final int SIGNATURE_BYTES = 64;

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(4).build())
            .build();

    /** Null for what is no such token. */
    static @Nullable CompactToken parse(String token) {
        if (token.length() > MAX_CHARS) {
            return null;
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return null;
        }
        byte[] header = bytes(parts[0]);
        byte[] payload = bytes(parts[1]);
        byte[] signature = bytes(parts[2]);
        if (header == null || payload == null || signature == null || signature.length != SIGNATURE_BYTES) {
            return null;
        }
        try {
            return new CompactToken(object(header), object(payload));
        } catch (IOException malformed) {
            return null;
        }
    }

    private static byte @Nullable [] bytes(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return again.equals(part) ? bytes : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static Map<String, Object> object(byte[] json) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        try (JsonParser parser = STRICT.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than an object");
            }
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? OTHER : (Object) parser.getLongValue();
            case START_ARRAY -> texts(parser);
            default -> {
                parser.skipChildren();
                yield OTHER;
            }
        };
    }

    private static Object texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        boolean pure = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                texts.add(parser.getText());
            } else {
                pure = false;
                parser.skipChildren();
            }
        }
        return pure ? texts : OTHER;
    }

    /** What names the key: null unless the header holds nothing but {@code alg}, {@code kid} and {@code typ}. */
    @Nullable
    String kid() {
        boolean plain = header.keySet().stream()
                .allMatch(name -> name.equals("alg") || name.equals("kid") || name.equals("typ"));
        return plain && "JWT".equals(header.getOrDefault("typ", "JWT")) && header.get("kid") instanceof String kid
                ? kid
                : null;
    }

    @Override
    public String toString() {
        return "CompactToken[hidden]";
    }
}
