package io.parley.protocol;

import java.util.Locale;

/** The stable codes of expected failures, with the HTTP status that says the same. */
public enum Code {
    BAD_REQUEST(400, false),
    BAD_FRAME(400, false),
    UNKNOWN_TYPE(400, false),
    UNSUPPORTED(501, false),
    UNAUTHENTICATED(401, false),
    FORBIDDEN(403, false),
    NOT_MEMBER(403, false),
    /** There is no such thing, or the asker may not know of it. */
    NOT_FOUND(404, false),
    TAKEN(409, false),
    /** The cid names an entry with other content. */
    CID_REUSED(409, false),
    TOO_LARGE(413, false),
    /** This attempt stored nothing. */
    RATE_LIMITED(429, true),
    /** This attempt stored nothing. */
    BUSY(503, true),
    /** The outcome is unknown: retry with the same cid. */
    UNAVAILABLE(503, true),
    /** The outcome is unknown: retry with the same cid. */
    TIMEOUT(504, true),
    BANNED(403, false),
    MUTED(403, false);

    private final int status;
    private final boolean temporary;

    Code(int status, boolean temporary) {
        this.status = status;
        this.temporary = temporary;
    }

    public int status() {
        return status;
    }

    /** Whether the same request may succeed later, unchanged. */
    public boolean temporary() {
        return temporary;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
