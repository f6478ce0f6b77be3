package io.parley.delivery;

import java.util.EnumSet;
import java.util.Set;

/** The rules that delivery stands on. A node keeps them all; the simulation suspends one at a time to show what it is for. */
enum Laws {
    /** An entry is written only when it is the next one. */
    GATE,
    /**
     * First a loop's interest in a room is registered, then the head is learnt: what is committed after that look is
     * heard by a tail that knows of the interest.
     */
    INTEREST_FIRST,
    /** A tail that has found its place tells it: what it heard of before was too early to be shown. */
    OPENING_TELLS_HEAD,
    /** Entries of another epoch than the cursor's are not for it. */
    EPOCH,
    /** A cursor below a trimmed log is moved, and its reader told. */
    TRIM,
    /** What has been deleted is taken out of the rings, and out of reads that began before. */
    ERASE,
    /** Acks that stand still send the position back. */
    REWIND;

    static Set<Laws> all() {
        return EnumSet.allOf(Laws.class);
    }
}
