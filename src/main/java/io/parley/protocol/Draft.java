package io.parley.protocol;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A client frame as a codec read it, before {@link FrameRules} judges it: for each field its value, or the problem that
 * kept it from being read. A problem counts only where the frame's type uses the field. Not thread-safe.
 */
public final class Draft {
    /** What a client says of itself. */
    public record Client(@Nullable String name, @Nullable String version) {}

    private final Map<Field, @Nullable Object> values = new EnumMap<>(Field.class);
    private @Nullable Problem fault;

    /** {@code value} is of the field's shape, or a {@link Problem}, or null where there is none. */
    public Draft put(Field field, @Nullable Object value) {
        values.put(field, value);
        return this;
    }

    /** Refuses the frame whatever its type; the first fault counts. */
    public void refuse(Problem problem) {
        if (fault == null) {
            fault = problem;
        }
    }

    @Nullable
    Problem fault() {
        return fault;
    }

    /** The text, where a valid one could be read. */
    @Nullable
    String peek(Field field, Predicate<String> valid) {
        return values.get(field) instanceof String text && valid.test(text) ? text : null;
    }

    boolean has(Field field) {
        return get(field) != null;
    }

    /** The value; null where there is none. Fails with the problem that stands in its place. */
    @Nullable
    Object get(Field field) {
        Object value = values.get(field);
        if (value instanceof Problem problem) {
            throw new Failure(problem);
        }
        return value;
    }

    <T> T need(Field field, @Nullable T value) {
        if (value == null) {
            throw bad(field.wireName(), "is missing");
        }
        return value;
    }

    /** A clean text of at most {@code max} code points. */
    @Nullable
    String text(Field field, int max) {
        String text = (String) get(field);
        if (text != null) {
            clean(field.wireName(), text, max);
        }
        return text;
    }

    @Nullable
    Long integer(Field field, long min, long max) {
        Long value = (Long) get(field);
        if (value != null) {
            within(field.wireName(), value, min, max);
        }
        return value;
    }

    @Nullable
    Boolean flag(Field field) {
        return (Boolean) get(field);
    }

    static void clean(String path, String text, int max) {
        if (!Text.fits(text, max)) {
            throw bad(path, "must have at most " + max + " code points");
        }
        if (!Text.isClean(text)) {
            throw bad(path, "must not contain U+0000 or lone surrogates");
        }
    }

    static void within(String path, long value, long min, long max) {
        if (value < min || value > max) {
            throw bad(path, "must be between " + min + " and " + max);
        }
    }

    static Failure bad(String path, String fault) {
        return new Failure(Problem.field(Code.BAD_REQUEST, path, path + " " + fault));
    }
}
