package io.parley.delivery;

import java.time.Duration;

/**
 * How long a silent peer is trusted: a ping within each {@code interval}, a miss for each that stays unanswered for
 * {@code timeout}, the end at the {@code retries}-th miss in a row. In nanoseconds.
 */
public record Heartbeat(long interval, long timeout, int retries) {
    public static Heartbeat of(Duration interval, Duration timeout, int retries) {
        return new Heartbeat(interval.toNanos(), timeout.toNanos(), retries);
    }

    /** The same for one that was told {@code told}: it may hold dead what is silent for longer than that. */
    Heartbeat asToldOf(Heartbeat told) {
        return interval <= told.interval ? this : new Heartbeat(told.interval, timeout, retries);
    }

    long intervalMs() {
        return interval / 1_000_000;
    }

    long timeoutMs() {
        return timeout / 1_000_000;
    }
}
