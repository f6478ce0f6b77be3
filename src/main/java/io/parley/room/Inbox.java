package io.parley.room;

/** The rooms that the server itself keeps, to tell people what concerns them: their ids begin with {@code @}. */
public final class Inbox {
    /** What is announced to everybody. */
    public static final String ALL = "@all";

    private Inbox() {}

    /** What the user alone is told. */
    public static String of(String user) {
        return "@" + user;
    }

    /** Whether the room is one that every session of the user is subscribed to without asking. */
    public static boolean concerns(String user, String room) {
        return room.equals(ALL) || room.equals(of(user));
    }
}
