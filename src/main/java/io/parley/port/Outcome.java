package io.parley.port;

/** What became of an {@link Append} whose outcome is known. */
public sealed interface Outcome {
    /** Durable at {@code seq}; a {@code duplicate} was so before this call, and nothing new was stored. */
    record Stored(long epoch, long seq, long at, boolean duplicate) implements Outcome {}

    /** The cid names an entry with other content, at {@code seq}. Nothing was stored. */
    record Reused(long seq) implements Outcome {}

    /** Rights in the room changed since they were judged; judge again under {@code aclSeq}. Nothing was stored. */
    record Stale(long aclSeq) implements Outcome {}

    /**
     * What the content is about does not allow it; of a message, never will. Nothing was stored.
     *
     * @param target the seq of the message at fault, one of the content's targets; 0 where a member is
     */
    record Unfit(long target, Fault fault) implements Outcome {
        /** Judged within the append, on what the log then holds. */
        public enum Fault {
            /** No message stands there that may still be read; of one that has been deleted, its place does. */
            NO_MESSAGE,
            /** Another's message, which only its author edits, and only moderators delete beside the author. */
            NOT_OWN,
            /** Reacted to with as many different emoji as {@link io.parley.room.Tally#MAX_EMOJI}, and this would be a new one. */
            TOO_MANY_EMOJI,
            /** Nobody belongs to the room under this name, who would leave, be removed or get a role. */
            NO_MEMBER,
            /** A member already, with another role than the one to be added with. */
            MEMBER_ALREADY,
            /** The room's last owner, who would go or be one no more. */
            LAST_OWNER
        }
    }

    /** The room is in slow mode, and its sender's message before this one is not long enough ago. Nothing was stored. */
    record Early(long retryAfterMs) implements Outcome {}

    /** There is no such room. Nothing was stored. */
    record NoRoom() implements Outcome {}

    /** The queue is full, or the disk. Nothing was stored, and the same append may succeed later. */
    record Busy(long retryAfterMs) implements Outcome {}
}
