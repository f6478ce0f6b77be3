package io.parley.room;

import org.jspecify.annotations.Nullable;

/**
 * What a room is, apart from its log.
 *
 * @param createdAt Unix milliseconds
 * @param aclSeq the seq of its last restricting entry: an append whose right was judged under another one is refused
 * @param members how many there are
 * @param slowMode how many seconds a member, who is no moderator, waits between two messages; 0 for not at all
 * @param joins whether its log tells of those who come
 */
public record Room(
        String id,
        String name,
        @Nullable String topic,
        RoomKind kind,
        long createdAt,
        long aclSeq,
        int members,
        int slowMode,
        Joins joins) {
    /** The longest slow mode, in seconds. */
    public static final int MAX_SLOW_MODE = 21_600;
}
