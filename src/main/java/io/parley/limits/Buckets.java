package io.parley.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket for each key, of which only those that are not full are kept. At most so many keys: where none of them is
 * full, newcomers share one bucket. Any thread.
 */
public final class Buckets {
    private static final int MAX_KEYS = 20_000;
    private static final String OVERFLOW = "";
    /** How often those that are full again are let go, and how often at most when there are too many. */
    private static final long SWEEP = TimeUnit.SECONDS.toNanos(10);

    private static final long HURRIED_SWEEP = TimeUnit.SECONDS.toNanos(1);

    private final Rate rate;
    private final ConcurrentMap<String, Long> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt;

    public Buckets(Rate rate, long now) {
        this.rate = rate;
        this.sweptAt = new AtomicLong(now - HURRIED_SWEEP);
    }

    /** 0 where there is a token; else in how many milliseconds there is one. */
    public long waitMs(String key, long now) {
        return rate.waitMs(fullAt.getOrDefault(place(key), now), now);
    }

    /** As {@link #waitMs}, and takes the token if there is one: being refused costs nothing. */
    public long take(String key, long now) {
        sweep(now);
        long[] waitMs = {0};
        fullAt.compute(place(key), (same, at) -> {
            long from = at == null ? now : at;
            waitMs[0] = rate.waitMs(from, now);
            return waitMs[0] == 0 ? Long.valueOf(rate.taken(from, now)) : at;
        });
        return waitMs[0];
    }

    /** A token that was taken is not needed. */
    void giveBack(String key) {
        fullAt.computeIfPresent(place(key), (same, at) -> at - rate.cost());
    }

    private String place(String key) {
        return fullAt.size() < MAX_KEYS || fullAt.containsKey(key) ? key : OVERFLOW;
    }

    private void sweep(long now) {
        long swept = sweptAt.get();
        long pause = fullAt.size() < MAX_KEYS ? SWEEP : HURRIED_SWEEP;
        if (now - swept >= pause && sweptAt.compareAndSet(swept, now)) {
            fullAt.values().removeIf(at -> at - now <= 0);
        }
    }

    int keys() {
        return fullAt.size();
    }
}
