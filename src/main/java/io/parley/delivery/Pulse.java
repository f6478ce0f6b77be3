package io.parley.delivery;

/** Whether a peer still answers: a ping each interval, a miss for each one unanswered, an end at the last miss. */
final class Pulse {
    /** What is due. */
    enum Due {
        NOTHING,
        PING,
        END
    }

    /** In nanoseconds; {@code retries} misses end it. */
    record Pace(long interval, long timeout, int retries) {}

    private static final long NONE = Long.MIN_VALUE;

    /** When anything came in last. */
    private long heard;
    /** When the ping went out that is unanswered, or {@link #NONE}. */
    private long pinged = NONE;

    private int misses;

    Pulse(long now) {
        heard = now;
    }

    void heard(long now) {
        heard = now;
        pinged = NONE;
        misses = 0;
    }

    /** Whether {@link #look} would count a miss. */
    boolean overdue(long now, Pace pace) {
        return pinged != NONE && now - pinged >= pace.timeout();
    }

    Due look(long now, Pace pace) {
        if (pinged == NONE) {
            return now - heard < pace.interval() ? Due.NOTHING : ping(now);
        }
        if (!overdue(now, pace)) {
            return Due.NOTHING;
        }
        misses++;
        return misses >= pace.retries() ? Due.END : ping(now);
    }

    private Due ping(long now) {
        pinged = now;
        return Due.PING;
    }
}
