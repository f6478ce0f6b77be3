package io.parley.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.DupDetector;
import io.parley.protocol.Code;
import io.parley.protocol.Draft;
import io.parley.protocol.Failure;
import io.parley.protocol.Field.Shape;
import io.parley.protocol.JsonText;
import io.parley.protocol.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value at hand as what it should be. Each method consumes the value wholly, whatever it is, and answers with
 * the value, with the {@link Problem} that kept it from being read, or with null for JSON's null.
 */
final class ValueReader {
    /** Takes the fields of an object. */
    interface Part {
        /** The parser stands at the field's value, which this consumes. */
        void field(String name) throws IOException;
    }

    private static final int INTEGER_CHARS = "-9007199254740991".length();

    private final JsonParser parser;
    private final byte[] bytes;
    private final int from;
    private @Nullable Problem fault;

    /** @param parser over {@code bytes} from {@code from} on */
    ValueReader(JsonParser parser, byte[] bytes, int from) {
        this.parser = parser;
        this.bytes = bytes;
        this.from = from;
    }

    /** A key given twice, wherever it was; null when there was none. */
    @Nullable
    Problem fault() {
        return fault;
    }

    @Nullable
    Object read(Shape shape, String path) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        return switch (shape) {
            case TEXT -> text(path);
            case INTEGER -> integer(path);
            case FLAG -> flag(path);
            case TEXTS -> list(path, "a list of strings", this::text);
            case SUBSCRIPTIONS -> list(path, "a list of objects", item -> new SubscribeReader(this, item).read());
            case BODY -> new BodyReader(this, path).read();
            case CLIENT -> client(path);
        };
    }

    /** The object at hand, field by field; false, and the value skipped, when there is none. */
    boolean object(Part part) throws IOException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            skip();
            return false;
        }
        DupDetector names = DupDetector.rootDetector(parser);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean again = names.isDup(name);
            parser.nextToken();
            if (again) {
                twice();
            } else {
                part.field(name);
            }
        }
        return true;
    }

    void twice() throws IOException {
        fault = Problem.of(Code.BAD_REQUEST, "An object must not have a key twice.");
        skip();
    }

    void skip() throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            object(name -> skip());
        } else if (parser.hasToken(JsonToken.START_ARRAY)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                skip();
            }
        }
    }

    /** The object at hand as compact text. */
    @Nullable
    Object data(String path) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_NULL)) {
            return null;
        }
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            return wrong(path, "an object");
        }
        int start = from + Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        int end = from + Math.toIntExact(parser.currentLocation().getByteOffset());
        try {
            return JsonText.DATA.compact(path, new String(bytes, start, end - start, StandardCharsets.UTF_8));
        } catch (Failure failure) {
            return failure.problem();
        }
    }

    private Object text(String path) throws IOException {
        return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : wrong(path, "a string");
    }

    private Object integer(String path) throws IOException {
        boolean exact = parser.hasToken(JsonToken.VALUE_NUMBER_INT) && parser.getTextLength() <= INTEGER_CHARS;
        return exact ? parser.getLongValue() : wrong(path, "an integer of at most 2^53 - 1, in digits");
    }

    private Object flag(String path) throws IOException {
        return parser.currentToken().isBoolean() ? parser.getBooleanValue() : wrong(path, "true or false");
    }

    /** Reads one item of a list. */
    private interface Item {
        Object read(String path) throws IOException;
    }

    private Object list(String path, String what, Item item) throws IOException {
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            return wrong(path, what);
        }
        List<Object> items = new ArrayList<>();
        Problem problem = null;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = item.read(path + "[" + items.size() + "]");
            if (problem == null && value instanceof Problem first) {
                problem = first;
            }
            items.add(value);
        }
        return problem == null ? items : problem;
    }

    private Object client(String path) throws IOException {
        @Nullable Object[] parts = new @Nullable Object[2];
        boolean object = object(name -> {
            switch (name) {
                case "name" -> parts[0] = read(Shape.TEXT, path + ".name");
                case "version" -> parts[1] = read(Shape.TEXT, path + ".version");
                default -> skip();
            }
        });
        if (!object) {
            return wrong(path, "an object");
        }
        Problem problem = firstProblem(parts);
        return problem != null ? problem : new Draft.Client((String) parts[0], (String) parts[1]);
    }

    static @Nullable Problem firstProblem(@Nullable Object... parts) {
        for (Object part : parts) {
            if (part instanceof Problem problem) {
                return problem;
            }
        }
        return null;
    }

    private Problem wrong(String path, String what) throws IOException {
        skip();
        return wrongType(path, what);
    }

    static Problem wrongType(String path, String what) {
        return Problem.field(Code.BAD_REQUEST, path, path + " must be " + what);
    }
}
