package io.parley.json;

import io.parley.protocol.Code;
import io.parley.protocol.Field.Shape;
import io.parley.protocol.Problem;
import io.parley.room.Body;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one body. */
final class BodyReader implements ValueReader.Part {
    private final ValueReader values;
    private final String path;
    private @Nullable Object text;
    private @Nullable Object data;
    private @Nullable Object attachments;
    private @Nullable Object mentions;

    BodyReader(ValueReader values, String path) {
        this.values = values;
        this.path = path;
    }

    /** A {@link Body}, or the first {@link Problem}. */
    Object read() throws IOException {
        if (!values.object(this)) {
            return ValueReader.wrongType(path, "an object");
        }
        Problem problem = ValueReader.firstProblem(text, data, attachments, mentions);
        if (problem != null) {
            return problem;
        }
        if (text == null) {
            return Problem.field(Code.BAD_REQUEST, path + ".text", path + ".text is missing");
        }
        return new Body((String) text, (String) data, strings(attachments), strings(mentions));
    }

    @Override
    public void field(String name) throws IOException {
        switch (name) {
            case "text" -> text = values.read(Shape.TEXT, path + ".text");
            case "data" -> data = values.data(path + ".data");
            case "attachments" -> attachments = values.read(Shape.TEXTS, path + ".attachments");
            case "mentions" -> mentions = values.read(Shape.TEXTS, path + ".mentions");
            default -> values.skip();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(@Nullable Object list) {
        return list == null ? List.of() : (List<String>) list;
    }
}
