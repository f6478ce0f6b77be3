package io.parley.room;

import java.util.Locale;

/** What happened to a member of a room. */
public enum Change {
    JOINED(false),
    ADDED(false),
    LEFT(true),
    REMOVED(true),
    BANNED(true),
    UNBANNED(false),
    MUTED(true),
    UNMUTED(false),
    ROLE(true);

    private final boolean restricting;

    Change(boolean restricting) {
        this.restricting = restricting;
    }

    /** Whether somebody may do less after it: such an entry moves the room's {@code acl_seq}. */
    public boolean restricts() {
        return restricting;
    }

    /** Whether it makes a member, or finds one. */
    public boolean enters() {
        return this == JOINED || this == ADDED;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
