package io.parley.delivery;

/** A token bucket: so many a second, and twice as many at once. Confined to its loop. */
final class Bucket {
    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private double tokens;
    private long filled;

    Bucket(int perSecond, long now) {
        this.perSecond = perSecond;
        this.tokens = 2.0 * perSecond;
        this.filled = now;
    }

    /** Takes a token; otherwise the milliseconds until there is one again. */
    long take(long now) {
        tokens = Math.min(2.0 * perSecond, tokens + (now - filled) * (double) perSecond / SECOND);
        filled = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) * 1_000 / perSecond);
    }
}
