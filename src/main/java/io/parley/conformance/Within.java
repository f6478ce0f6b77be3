package io.parley.conformance;

import java.time.Duration;

/**
 * How long a client may take for something, from what the script did that made it begin. The bounds are those of the contract and the slack of a busy machine, so that
 * who breaks one is wrong and not slow.
 */
record Within(Duration least, Duration most) {
    static final Duration SLACK = Duration.ofSeconds(4);
    /** Timers round. */
    private static final long EARLY_MS = 50;

    /** A reconnect that costs no wait. */
    static final Within NOW = atMost(Duration.ofSeconds(1));
    /** A reconnect after full jitter: the first waits are short, and each attempt that failed doubles the bound. */
    static final Within LATER = atMost(Duration.ofSeconds(16));

    static Within atMost(Duration most) {
        return new Within(Duration.ZERO, most.plus(SLACK));
    }

    /** About then: not before, and not much later. */
    static Within about(Duration time) {
        return new Within(time.minusMillis(EARLY_MS), time.plus(SLACK));
    }

    /** Fails where that happened too soon or too late. */
    void judge(String what, long nanos) throws Deviation {
        long ms = nanos / 1_000_000;
        if (nanos < least.toNanos()) {
            throw new Deviation(what + " after " + ms + " ms, and not before " + least.toMillis() + " ms have passed");
        }
        if (nanos > most.toNanos()) {
            throw new Deviation(what + " after " + ms + " ms; " + most.toMillis() + " ms are the most");
        }
    }
}
