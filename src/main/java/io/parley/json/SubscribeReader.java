package io.parley.json;

import io.parley.protocol.ClientFrame.Subscribe;
import io.parley.protocol.Code;
import io.parley.protocol.Field.Shape;
import io.parley.protocol.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one of the subscriptions that {@code hello} asks for. */
final class SubscribeReader implements ValueReader.Part {
    private final ValueReader values;
    private final String path;
    private @Nullable Object room;
    private @Nullable Object after;
    private @Nullable Object epoch;

    SubscribeReader(ValueReader values, String path) {
        this.values = values;
        this.path = path;
    }

    /** A {@link Subscribe}, or the first {@link Problem}. */
    Object read() throws IOException {
        if (!values.object(this)) {
            return ValueReader.wrongType(path, "an object");
        }
        Problem problem = ValueReader.firstProblem(room, after, epoch);
        if (problem != null) {
            return problem;
        }
        if (room == null) {
            return Problem.field(Code.BAD_REQUEST, path + ".room", path + ".room is missing");
        }
        return new Subscribe(null, (String) room, (Long) after, (Long) epoch);
    }

    @Override
    public void field(String name) throws IOException {
        switch (name) {
            case "room" -> room = values.read(Shape.TEXT, path + ".room");
            case "after" -> after = values.read(Shape.INTEGER, path + ".after");
            case "epoch" -> epoch = values.read(Shape.INTEGER, path + ".epoch");
            default -> values.skip();
        }
    }
}
