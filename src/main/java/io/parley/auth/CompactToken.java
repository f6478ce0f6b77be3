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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private static final int MAX_FOREIGN_CHARS = 8_192;
    private static final int FOREIGN_DEPTH = 16;
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    /** The thumbprints say nothing that a key is found by. */
    private static final Set<String> FOREIGN_HEADER = Set.of("alg", "kid", "typ", "x5t", "x5t#S256");
    /** RFC 7519 and 9068. */
    private static final Set<String> FOREIGN_TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

    private static final int PARTS = 3;
    /** Of both algorithms. */
    private static final int SIGNATURE_BYTES = 64;

    private static final JsonFactory STRICT = strict(4);
    private static final JsonFactory STRICT_AND_DEEP = strict(FOREIGN_DEPTH);

    private static JsonFactory strict(int depth) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(depth).build())
                .build();
    }

    /** One of ours. Null for what cannot be one. */
    static @Nullable CompactToken parse(String token) {
        return token.length() > MAX_CHARS ? null : parse(token, STRICT, SIGNATURE_BYTES);
    }

    /** One of another issuer, whose claims may be many and deep. Null for what cannot be one. */
    static @Nullable CompactToken parseForeign(String token) {
        return token.length() > MAX_FOREIGN_CHARS ? null : parse(token, STRICT_AND_DEEP, 0);
    }

    /** @param signatureBytes 0 for any number */
    private static @Nullable CompactToken parse(String token, JsonFactory json, int signatureBytes) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return null;
        }
        byte[] header = bytes(parts[0]);
        byte[] payload = bytes(parts[1]);
        byte[] signature = bytes(parts[2]);
        if (header == null
                || payload == null
                || signature == null
                || (signatureBytes > 0 && signature.length != signatureBytes)) {
            return null;
        }
        try {
            return new CompactToken(object(json, header), object(json, payload));
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

    private static Map<String, Object> object(JsonFactory factory, byte[] json) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        try (JsonParser parser = factory.createParser(json)) {
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
        return HEADER.containsAll(header.keySet()) && "JWT".equals(header.getOrDefault("typ", "JWT")) ? named() : null;
    }

    /** Likewise, in what other issuers write. Null where the header brings a key, or says where there is one. */
    @Nullable
    String foreignKid() {
        boolean plain = FOREIGN_HEADER.containsAll(header.keySet())
                && header.getOrDefault("typ", "JWT") instanceof String type
                && FOREIGN_TYPES.contains(type.toLowerCase(Locale.ROOT));
        return plain ? named() : null;
    }

    private @Nullable String named() {
        return header.get("kid") instanceof String kid ? kid : null;
    }

    @Override
    public String toString() {
        return "CompactToken[hidden]";
    }
}
