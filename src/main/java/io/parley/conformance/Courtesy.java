package io.parley.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a client may say in any scenario, and is answered as a server would that has nothing to add. */
final class Courtesy {
    private final Peer peer;

    Courtesy(Peer peer) {
        this.peer = peer;
    }

    /** False where the frame is the script's business. */
    boolean answers(JsonObject frame) {
        switch (frame.getString("type")) {
            case "typing" -> {
                return true;
            }
            case "ping" -> reply(frame, Frames.frame("pong"));
            case "read", "presence", "unsubscribe" -> reply(frame, Frames.frame("ok"));
            case "history" -> reply(frame, emptyPage(frame.getString("room")));
            case "subscribe" -> {
                String room = frame.getString("room");
                if (!ofEverySession(room)) {
                    return false;
                }
                reply(frame, Frames.subscribed(room, 1, 0));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void reply(JsonObject request, JsonObject answer) {
        String id = request.getString("id");
        if (id != null) {
            peer.say(answer.put("id", id));
        } else if (request.getString("type").equals("subscribe")) {
            peer.say(answer);
        }
    }

    /** An inbox, or the announcements: no scenario is about them. */
    private static boolean ofEverySession(String room) {
        return room.startsWith("@");
    }

    private static JsonObject emptyPage(String room) {
        return Frames.of("page", room)
                .put("epoch", 1)
                .put("asOf", 0)
                .put("oldest", 1)
                .put("head", 0)
                .put("items", new JsonArray())
                .putNull("next");
    }
}
