package io.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The rule for a JSON object that the contract carries as its text: no key twice, bounded depth, clean texts. What it
 * makes is compact and means what was given; numbers keep every digit.
 */
public final class JsonText {
    /** The {@code data} of a body. */
    public static final JsonText DATA = new JsonText(16);

    /** A whole frame. */
    public static final JsonText FRAME = new JsonText(32);

    /** The longest number, in characters: what other parsers read without complaint. */
    public static final int MAX_NUMBER = 1_000;

    private final int maxDepth;
    private final JsonFactory factory;

    private JsonText(int maxDepth) {
        this.maxDepth = maxDepth;
        factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    /**
     * The object in {@code json}, compact. Fails with {@code bad_request} where it breaks the rule.
     *
     * @param field where it stands; null when it is the frame itself
     */
    public String compact(@Nullable String field, String json) {
        StringWriter text = new StringWriter(json.length());
        try (JsonParser in = factory.createParser(json);
                JsonGenerator out = factory.createGenerator(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw broken(field);
            }
            copy(field, in, out);
        } catch (JsonProcessingException e) {
            throw broken(field);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void copy(@Nullable String field, JsonParser in, JsonGenerator out) throws IOException {
        for (JsonToken token = in.currentToken(); token != null; token = in.nextToken()) {
            if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) && !Text.isClean(in.getText())) {
                throw fault(field, "must not contain U+0000 or lone surrogates");
            }
            copyToken(in, out);
        }
    }

    /** Copies the token at hand, a number with every digit it has. */
    public static void copyToken(JsonParser in, JsonGenerator out) throws IOException {
        if (in.currentToken().isNumeric()) {
            out.writeNumber(in.getText());
        } else {
            out.copyCurrentEvent(in);
        }
    }

    private Failure broken(@Nullable String field) {
        return fault(field, "must be one JSON object, no deeper than " + maxDepth + ", without a key given twice");
    }

    private static Failure fault(@Nullable String field, String fault) {
        return field == null
                ? Failure.of(Code.BAD_REQUEST, "the frame " + fault)
                : new Failure(Problem.field(Code.BAD_REQUEST, field, field + " " + fault));
    }
}
