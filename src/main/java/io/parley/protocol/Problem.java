package io.parley.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An expected failure, as it is said to a client.
 *
 * @param message one sentence for a developer; never a secret, never what a person wrote
 * @param field the path of the field at fault, such as {@code body.text}
 * @param retryAfterMs when to try again: never null if {@code code} is temporary, always null if it is not
 * @param seq with {@code cid_reused}, where the cid's entry stands
 */
public record Problem(
        Code code,
        String message,
        @Nullable String field,
        @Nullable String room,
        @Nullable String cid,
        @Nullable Long retryAfterMs,
        @Nullable Long seq) {
    /** Where nobody knows better. */
    private static final long RETRY_MS = 1_000;

    public Problem {
        retryAfterMs = !code.temporary() ? null : retryAfterMs == null ? Long.valueOf(RETRY_MS) : retryAfterMs;
    }

    public static Problem of(Code code, String message) {
        return new Problem(code, message, null, null, null, null, null);
    }

    public static Problem field(Code code, String field, String message) {
        return new Problem(code, message, field, null, null, null, null);
    }

    public Problem about(@Nullable String theRoom, @Nullable String theCid) {
        return new Problem(code, message, field, theRoom, theCid, retryAfterMs, seq);
    }

    public Problem retryAfter(long millis) {
        return new Problem(code, message, field, room, cid, millis, seq);
    }

    public Problem at(long storedSeq) {
        return new Problem(code, message, field, room, cid, retryAfterMs, storedSeq);
    }
}
