package io.parley.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long SEED = Long.getLong("parley.seed", System.nanoTime());

    @Test
    void waitsDoubleUpToTwoSecondsEachBetweenItsHalfAndItsWhole() {
        Backoff backoff = new Backoff(new Random(SEED));
        for (long whole : new long[] {50, 100, 200, 400, 800, 1_600, 2_000, 2_000}) {
            assertThat(backoff.next().toMillis()).as("seed %d", SEED).isBetween(whole / 2, whole);
        }
        backoff.reset();
        assertThat(backoff.next().toMillis()).as("seed %d", SEED).isBetween(25L, 50L);
    }

    @Test
    void twoWhoBeginTogetherDoNotComeBackTogether() {
        Set<Long> waits = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            waits.add(new Backoff(new Random(SEED + i)).next().toMillis());
        }
        assertThat(waits).as("seed %d", SEED).hasSizeGreaterThan(5);
    }
}
