package io.parley.room;

import java.util.Locale;

/** Who finds, reads and enters a room. */
public enum RoomKind {
    /** Anyone signed in reads, subscribes and joins; members write. */
    PUBLIC,
    /** Only members know of it. */
    PRIVATE,
    /** The one room of two people. */
    DIRECT,
    /** What one user is told: nobody else knows of it, and nobody writes there. See {@link Inbox}. */
    INBOX,
    /** What everybody is told: anyone signed in reads and subscribes, and only the server's admins add to it. */
    ANNOUNCEMENTS;

    /** Whether people belong to it: else it is in nobody's list, and nobody enters, leaves or changes it. */
    public boolean hasMembers() {
        return this != INBOX && this != ANNOUNCEMENTS;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
