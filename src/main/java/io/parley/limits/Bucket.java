package io.parley.limits;

/** A token bucket, full at first. Confined to its loop. */
public final class Bucket {
    private final Rate rate;
    private long fullAt;

    public Bucket(Rate rate, long now) {
        this.rate = rate;
        this.fullAt = now;
    }

    /** 0 where there is a token; else in how many milliseconds there is one. */
    public long waitMs(long now) {
        return rate.waitMs(fullAt, now);
    }

    /** As {@link #waitMs}, and takes the token if there is one: being refused costs nothing. */
    public long take(long now) {
        long waitMs = waitMs(now);
        if (waitMs == 0) {
            fullAt = rate.taken(fullAt, now);
        }
        return waitMs;
    }
}
