package io.parley.room;

import java.util.Locale;

/** Whether a room's log tells of those who come. What ends or limits a membership is an entry in any room, since it fences. */
public enum Joins {
    LOGGED,
    /** Joining and being added changes who belongs to the room, and makes no entry. */
    SILENT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
