package io.parley.inbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double, up to a bound, each between its half and its whole. Confined to who waits. */
final class Backoff {
    private static final long FIRST_MS = 50;
    private static final long LONGEST_MS = 2_000;

    private final RandomGenerator random;
    private long whole = FIRST_MS;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    Duration next() {
        long wait = whole / 2 + random.nextLong(whole / 2 + 1);
        whole = Math.min(2 * whole, LONGEST_MS);
        return Duration.ofMillis(wait);
    }

    boolean waits() {
        return whole > FIRST_MS;
    }

    void reset() {
        whole = FIRST_MS;
    }
}
