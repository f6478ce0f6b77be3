package io.parley.port;

/** What became of an {@link Append} whose outcome is known. */
public sealed interface Outcome {
    /** Durable at {@code seq}; a {@code duplicate} was so before this call, and nothing new was stored. */
    record Stored(long epoch, long seq, long at, boolean duplicate) implements Outcome {}

    /** The cid names an entry with other content, at {@code seq}. Nothing was stored. */
    record Reused(long seq) implements Outcome {}

    /** Rights in the room changed since they were judged; judge again under {@code aclSeq}. Nothing was stored. */
    record Stale(long aclSeq) implements Outcome {}

    /** There is no such room. Nothing was stored. */
    record NoRoom() implements Outcome {}

    /** The queue is full, or the disk. Nothing was stored, and the same append may succeed later. */
    record Busy(long retryAfterMs) implements Outcome {}
}
