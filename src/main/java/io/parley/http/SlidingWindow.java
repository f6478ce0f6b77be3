package io.parley.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often a key has done something of late: what it did in this window, and of the window before as much as the last
 * whole window still covers. At most so many keys; of more, those that are seldom seen are forgotten. Any thread.
 */
final class SlidingWindow {
    private static final int MAX_KEYS = 20_000;

    /** Of one key; guarded by itself. */
    private static final class Counts {
        private long window;
        private long before;
        private long now;

        private void turnTo(long at) {
            before = at == window ? before : at == window + 1 ? now : 0;
            now = at == window ? now : 0;
            window = at;
        }
    }

    private final int limit;
    private final long lengthNanos;
    private final LongSupplier nanoTime;
    private final long origin;
    private final Cache<String, Counts> counts;

    /** @param limit how often a key may do it in any window of that length, about */
    SlidingWindow(int limit, Duration length, LongSupplier nanoTime) {
        this.limit = limit;
        this.lengthNanos = length.toNanos();
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
        this.counts = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterAccess(length.multipliedBy(2))
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /** 0 when it was counted; else after how many milliseconds it would be. */
    long take(String key) {
        long age = nanoTime.getAsLong() - origin;
        double gone = (double) (age % lengthNanos) / lengthNanos;
        Counts mine = counts.get(key, same -> new Counts());
        synchronized (mine) {
            mine.turnTo(age / lengthNanos);
            if (mine.before * (1 - gone) + mine.now + 1 <= limit) {
                mine.now++;
                return 0;
            }
            return waitMs(mine, gone);
        }
    }

    private long waitMs(Counts mine, double gone) {
        boolean thisWindow = mine.now + 1 <= limit;
        double room = thisWindow ? limit - 1 - mine.now : limit - 1;
        double left = thisWindow ? -gone : 1 - gone;
        double until = 1 - room / (thisWindow ? mine.before : mine.now);
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis((long) ((left + until) * lengthNanos)));
    }

    /** What the key did counts no longer. */
    void forget(String key) {
        counts.invalidate(key);
    }
}
