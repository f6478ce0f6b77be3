package io.parley.limits;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom a rule binds: each of them is counted alone. */
public enum Scope {
    /** One socket. */
    CONNECTION,
    /** All of a user's sockets and requests together. */
    USER,
    /** Whoever comes from one address; of IPv6, from one /64. */
    ADDRESS,
    /** All who are concerned with one room. */
    ROOM,
    /** Everybody. */
    NODE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Scope of(String word) {
        for (Scope scope : values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        return null;
    }
}
