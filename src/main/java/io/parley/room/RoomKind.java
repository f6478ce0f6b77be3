package io.parley.room;

import java.util.Locale;

/** Who finds, reads and enters a room. */
public enum RoomKind {
    /** Anyone signed in reads, subscribes and joins; members write. */
    PUBLIC,
    /** Only members know of it. */
    PRIVATE,
    /** The one room of two people. */
    DIRECT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
