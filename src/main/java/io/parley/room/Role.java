package io.parley.room;

import java.util.Locale;

/** What a member may do, most first. */
public enum Role {
    OWNER,
    MODERATOR,
    MEMBER;

    public boolean moderates() {
        return this != MEMBER;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
