package io.parley.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One token bucket for each key, kept as the time at which it will be full again. At most so many keys: when there are
 * more, those whose buckets are full are forgotten, and where none is, newcomers share one bucket. Any thread.
 */
final class Buckets {
    private static final int MAX_KEYS = 20_000;
    private static final String OVERFLOW = "";
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * @param perSecond how many a key may take, sustained
     * @param burst how many it may take at once
     */
    record Rate(double perSecond, int burst) {}

    private final long costNanos;
    private final long depthNanos;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Long> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong sweptAt;

    Buckets(Rate rate, LongSupplier nanoTime) {
        costNanos = Math.max(1, (long) (TimeUnit.SECONDS.toNanos(1) / rate.perSecond()));
        depthNanos = costNanos * rate.burst();
        this.nanoTime = nanoTime;
        this.sweptAt = new AtomicLong(nanoTime.getAsLong() - SWEEP_NANOS);
    }

    /** 0 when a token was taken; else after how many milliseconds there will be one. */
    long take(String key) {
        long now = nanoTime.getAsLong();
        long[] waitNanos = {0};
        fullAt.compute(place(key, now), (same, at) -> {
            long from = at == null || at - now < 0 ? now : at;
            long then = from + costNanos;
            waitNanos[0] = Math.max(0, then - now - depthNanos);
            return waitNanos[0] > 0 ? from : then;
        });
        return waitNanos[0] == 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos[0]));
    }

    private String place(String key, long now) {
        if (fullAt.size() < MAX_KEYS || fullAt.containsKey(key)) {
            return key;
        }
        long swept = sweptAt.get();
        if (now - swept >= SWEEP_NANOS && sweptAt.compareAndSet(swept, now)) {
            fullAt.values().removeIf(at -> at - now <= 0);
        }
        return fullAt.size() < MAX_KEYS ? key : OVERFLOW;
    }
}
