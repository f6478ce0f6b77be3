package io.parley.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The frames that scripts are made of. Whoever is not the client is Bob, whose n-th entry says "entry n". */
final class Frames {
    static final String ME = "ada";
    static final String BOB = "bob";
    static final String LOBBY = "lobby";
    static final int WINDOW = 256;
    private static final long AT = 1_764_000_000_000L;

    private Frames() {}

    /** Bob's message in the lobby, in its first epoch. */
    static JsonObject said(long seq) {
        return said(1, seq);
    }

    static JsonObject said(long epoch, long seq) {
        return in(LOBBY, epoch, seq);
    }

    static JsonObject in(String room, long epoch, long seq) {
        return entry(room, epoch, seq, "message")
                .put("from", BOB)
                .put("cid", "bob-" + epoch + "-" + seq)
                .put("body", new JsonObject().put("text", "entry " + seq));
    }

    /** Bob's messages from one to the other, both included. */
    static JsonObject[] said(long epoch, long first, long last) {
        JsonObject[] entries = new JsonObject[(int) (last - first + 1)];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = said(epoch, first + i);
        }
        return entries;
    }

    static JsonObject entry(String room, long epoch, long seq, String kind) {
        return frame("entry")
                .put("room", room)
                .put("epoch", epoch)
                .put("seq", seq)
                .put("at", AT + seq)
                .put("kind", kind);
    }

    static JsonObject frame(String type) {
        return new JsonObject().put("type", type);
    }

    static JsonObject of(String type, String room) {
        return frame(type).put("room", room);
    }

    static JsonObject subscribed(String room, long epoch, long head) {
        return of("subscribed", room)
                .put("epoch", epoch)
                .put("head", head)
                .put("oldest", 1)
                .put("role", "member")
                .put("readSeq", 0)
                .put("unread", 0);
    }

    static JsonArray list(JsonObject... frames) {
        return JsonArray.of((Object[]) frames);
    }

    static JsonObject caughtUp(long seq) {
        return of("caughtUp", LOBBY).put("seq", seq);
    }

    static JsonObject rewound(long to) {
        return of("rewound", LOBBY).put("to", to);
    }

    static JsonObject reset(long epoch, long oldest, long head, long next) {
        return of("reset", LOBBY)
                .put("epoch", epoch)
                .put("oldest", oldest)
                .put("head", head)
                .put("next", next);
    }

    static JsonObject goodbye(String reconnect, long closeInMs) {
        return frame("goodbye")
                .put("reason", "rehearsal")
                .put("reconnect", reconnect)
                .put("closeInMs", closeInMs);
    }

    static JsonObject problem(String code, boolean temporary) {
        return frame("error")
                .put("code", code)
                .put("message", "Played by the conformance kit.")
                .put("temporary", temporary);
    }

    /** The reply to a hello; the heartbeat is as slow as a real server's. */
    static JsonObject welcome(JsonArray subscribed) {
        JsonObject limits = new JsonObject()
                .put("frameBytes", 65_536)
                .put("textChars", 8_000)
                .put("window", WINDOW)
                .put("sends", 64)
                .put("rooms", 1_000)
                .put("ratePerSecond", 50);
        return frame("welcome")
                .put("user", ME)
                .put("session", "s-1")
                .put("node", "rehearsal")
                .put("expiresAt", AT + 900_000)
                .put("heartbeatMs", 25_000)
                .put("timeoutMs", 10_000)
                .put("limits", limits)
                .put("time", AT)
                .put("subscribed", subscribed);
    }
}
