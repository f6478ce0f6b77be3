package io.parley.protocol;

/** Why the server ends a connection; the code tells the client whether to come back. */
public enum CloseReason {
    NORMAL(1000, "bye", Reconnect.LATER),
    LEAVING(1001, "this node is leaving", Reconnect.NOW),
    PROTOCOL_ERROR(1002, "protocol error", Reconnect.NEVER),
    WRONG_KIND(1003, "wrong kind of frame for this sub-protocol", Reconnect.NEVER),
    NOT_UTF8(1007, "not UTF-8", Reconnect.NEVER),
    TOO_LARGE(1009, "too large", Reconnect.NEVER),
    INTERNAL(1011, "internal error", Reconnect.LATER),
    BAD_FRAMES(4400, "too many bad frames", Reconnect.NEVER),
    UNAUTHENTICATED(4401, "token missing, bad, expired or revoked", Reconnect.WITH_NEW_TOKEN),
    BANNED(4403, "banned from this server", Reconnect.NEVER),
    UNRESPONSIVE(4408, "heartbeat, stall or acks failed", Reconnect.NOW),
    TOO_MANY(4409, "too many connections of this user", Reconnect.NEVER),
    FLOOD(4429, "flood", Reconnect.LATER),
    OVERLOADED(4503, "overloaded, or still starting", Reconnect.LATER);

    /** When a client may come back. */
    public enum Reconnect {
        NOW("now"),
        LATER("later"),
        NEVER("never"),
        WITH_NEW_TOKEN("withNewToken");

        private final String wireName;

        Reconnect(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    private final int code;
    private final String text;
    private final Reconnect reconnect;

    CloseReason(int code, String text, Reconnect reconnect) {
        this.code = code;
        this.text = text;
        this.reconnect = reconnect;
    }

    public int code() {
        return code;
    }

    /** At most 123 bytes, so that it fits a close frame. */
    public String text() {
        return text;
    }

    public Reconnect reconnect() {
        return reconnect;
    }
}
