package io.parley.limits;

/**
 * So many tokens a second, and at most so many at once: all arithmetic of token buckets. A bucket is kept as the time at which
 * it is full again, and one that is full as nothing.
 *
 * @param perSecond from one an hour to a million
 * @param burst from 1 to a million
 */
public record Rate(double perSecond, int burst) {
    static final int MOST = 1_000_000;
    private static final double LEAST = 1.0 / 3_600;
    private static final double SECOND = 1_000_000_000;
    private static final long MILLI = 1_000_000;

    public Rate {
        if (!(perSecond >= LEAST && perSecond <= MOST) || burst < 1 || burst > MOST) {
            throw new IllegalArgumentException("perSecond=" + perSecond + " burst=" + burst);
        }
    }

    /** With twice as many at once as in a second; as much as can be counted where that is more. */
    public static Rate perSecond(int perSecond) {
        return new Rate(Math.min(MOST, perSecond), Math.min(MOST, 2 * Math.min(MOST, perSecond)));
    }

    /** How long it takes a token to come. */
    long cost() {
        return Math.max(1, Math.round(SECOND / perSecond));
    }

    /** When the bucket is full again, once a token has been taken. */
    long taken(long fullAt, long now) {
        return (fullAt - now < 0 ? now : fullAt) + cost();
    }

    /** 0 where there is a token; else in how many milliseconds there is one. */
    long waitMs(long fullAt, long now) {
        long nanos = taken(fullAt, now) - now - cost() * burst;
        return nanos <= 0 ? 0 : (nanos + MILLI - 1) / MILLI;
    }
}
