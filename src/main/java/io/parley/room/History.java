package io.parley.room;

import java.util.List;

/**
 * The bounds of a room's log and the forks behind it.
 *
 * @param forks oldest first: each ended epoch with the last seq it shares with the one after it
 */
public record History(long epoch, long oldest, long head, List<Fork> forks) {
    public History {
        forks = List.copyOf(forks);
    }

    /** Where a reader goes on who has everything up to {@code after} of {@code cursorEpoch}. */
    public Resumption resume(long cursorEpoch, long after) {
        if (cursorEpoch == epoch) {
            return after > head ? Resumption.replaced(head + 1) : from(after);
        }
        boolean known = false;
        long shared = Long.MAX_VALUE;
        for (Fork fork : forks) {
            known |= fork.epoch() == cursorEpoch;
            if (known) {
                shared = Math.min(shared, fork.last());
            }
        }
        if (!known) {
            return Resumption.replaced(head + 1);
        }
        return after <= shared ? from(after) : Resumption.replaced(Math.max(shared + 1, oldest));
    }

    /** As {@link #resume}, for a cursor without an epoch, which only the very beginning has. */
    public Resumption from(long after) {
        return after + 1 < oldest ? Resumption.trimmed(oldest) : Resumption.at(after + 1);
    }
}
