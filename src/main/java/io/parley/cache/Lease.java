package io.parley.cache;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long what was read counts, as others may change it unheard: from the read on, or from the last time that nothing was missing. */
final class Lease {
    /** A heads beat and a half, so that a late one costs nothing; below the second within which others' changes count. */
    private static final Duration LIFE = Duration.ofMillis(750);

    private final LongSupplier nanoTime;
    private volatile long confirmedAt;

    Lease(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.confirmedAt = nanoTime.getAsLong() - LIFE.toNanos();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    /** All that was committed before {@code at} has been heard of. */
    void confirm(long at) {
        confirmedAt = at;
    }

    /** Whether nothing can have been missed for longer than others may wait. */
    boolean isConfirmed() {
        return now() - confirmedAt < LIFE.toNanos();
    }

    /** Whether what was read at {@code at} still counts, where no change of it has been heard of. */
    boolean holds(long at) {
        return now() - at < LIFE.toNanos() || isConfirmed();
    }
}
