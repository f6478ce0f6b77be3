package io.parley.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client introduced itself on one connection.
 *
 * @param token with which it came, wherever it stood
 * @param at when the connection was there
 */
record Hello(JsonObject frame, String token, long at) {
    List<JsonObject> rooms() {
        return frame.getJsonArray("subscribe", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Nullable
    JsonObject asked(String room) {
        return rooms().stream()
                .filter(asked -> room.equals(asked.getString("room")))
                .findFirst()
                .orElse(null);
    }

    boolean pings() {
        return frame.getBoolean("pings", false);
    }

    boolean acks() {
        return frame.getBoolean("acks", false);
    }

    /** Where the room shall go on, which must be between these, both included; the epoch of 0 need not be said. */
    long after(String room, long epoch, long least, long most) throws Deviation {
        JsonObject asked = asked(room);
        Long after = asked == null ? null : asked.getLong("after");
        if (asked == null) {
            throw new Deviation("a hello that does not ask for " + room);
        }
        if (after == null || after < least || after > most) {
            String bounds = least == most ? "" + least : least + " to " + most;
            throw new Deviation("it asks for " + room + " after " + after + "; it has come to " + bounds);
        }
        if (after > 0 && asked.getLong("epoch", 0L) != epoch) {
            throw new Deviation("it asks for " + room + " in epoch " + asked.getLong("epoch") + "; it has come to "
                    + after + " in epoch " + epoch);
        }
        return after;
    }
}
