package io.parley.port;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a backend may be let do. */
public enum Scope {
    /** Making users, also where registration is closed. */
    USERS(false),
    /** Making rooms, and changing who is in them. */
    ROOMS(true),
    /** Writing to rooms. */
    MESSAGES(true),
    /** Letting users' sockets in. */
    TICKETS(true),
    /** Telling everybody. */
    ANNOUNCE(false);

    private final boolean inOthersNames;

    Scope(boolean inOthersNames) {
        this.inOthersNames = inOthersNames;
    }

    /** Whether it may be done in the name of a user. */
    public boolean inOthersNames() {
        return inOthersNames;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null for a name that none has. */
    public static @Nullable Scope of(String wireName) {
        for (Scope scope : values()) {
            if (scope.wireName().equals(wireName)) {
                return scope;
            }
        }
        return null;
    }
}
