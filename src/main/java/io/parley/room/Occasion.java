package io.parley.room;

/** What somebody's inbox tells: something that another one did. Kinds may be added. */
public enum Occasion {
    /** Made a member of a room. */
    ADDED("added"),
    /** The other one of a new direct room. */
    DIRECT("direct"),
    /** A member no more, also by a ban. */
    REMOVED("removed"),
    /** Named by a message's mentions, as a member. */
    MENTIONED("mentioned"),
    /** A member of a room that is there no more. */
    ROOM_DELETED("roomDeleted");

    private final String wireName;

    Occasion(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
