package io.parley.auth;

import io.parley.port.Sessions.Family;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token: {@code r.<session>.<secret>.<mark>}. The mark shows that the session's family made it, whether it
 * still counts or not; the secret is what counts, and leads, with a salt that the store holds, to the next one.
 */
record RefreshToken(String session, String secret, String mark) {
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("r\\.([\\w-]{1,64})\\.([\\w-]{43})\\.([\\w-]{43})");

    static RefreshToken first(String session, String key) {
        return of(session, Secrets.random(BYTES), key);
    }

    private static RefreshToken of(String session, String secret, String key) {
        return new RefreshToken(session, secret, Secrets.mark(key, session + "." + secret));
    }

    /** Null for what is none. */
    static @Nullable RefreshToken parse(String text) {
        var parts = SHAPE.matcher(text);
        return parts.matches() ? new RefreshToken(parts.group(1), parts.group(2), parts.group(3)) : null;
    }

    boolean isOf(Family family) {
        return Secrets.same(mark, Secrets.mark(family.key(), session + "." + secret));
    }

    /** The same for the same salt. Nobody gets there without both the token and the salt. */
    RefreshToken successor(String salt, String key) {
        return of(session, Secrets.mark(secret, "successor." + salt), key);
    }

    String hash() {
        return Secrets.hash(text());
    }

    String text() {
        return "r." + session + "." + secret + "." + mark;
    }

    @Override
    public String toString() {
        return "RefreshToken[" + session + "]";
    }
}
