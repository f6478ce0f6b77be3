package io.parley.room;

import java.util.List;

/**
 * A stretch of a room's log, read in one snapshot together with the log's bounds.
 *
 * @param oldest the lowest seq still readable; {@code head + 1} when none is
 * @param head the highest seq stored
 * @param aclSeq the room's {@code acl_seq}: who may read is not decided by what came before
 * @param entries ascending by seq, without a hole between its first and its last
 */
public record Page(long epoch, long oldest, long head, long aclSeq, List<Entry> entries) {
    public Page {
        entries = List.copyOf(entries);
    }
}
