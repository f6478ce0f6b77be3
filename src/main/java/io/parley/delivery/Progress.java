package io.parley.delivery;

import java.util.function.LongConsumer;

/** How far a reader says to have been shown a room, and how far others have been told so. Confined to the loop. */
final class Progress {
    private long shown = -1;
    /** Beyond everything where nobody is to know. */
    private long told = Long.MAX_VALUE;

    /** Others are to know, from there on. */
    void count(long from) {
        told = from;
    }

    void acked(long seq) {
        shown = Math.max(shown, seq);
    }

    /** Once for each step that others do not know of. */
    void tell(LongConsumer others) {
        if (shown > told) {
            told = shown;
            others.accept(shown);
        }
    }
}
