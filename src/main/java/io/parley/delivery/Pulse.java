package io.parley.delivery;

/** Whether a peer still answers, as {@link Heartbeat} says. */
final class Pulse {
    /** What is due. */
    enum Due {
        NOTHING,
        PING,
        END
    }

    private static final long NONE = Long.MIN_VALUE;
    private static final int PHASES = 256;

    /** Which part of a quarter of the interval this peer is pinged early. */
    private final int phase;
    /** When anything came in last. */
    private long heard;
    /** When the ping went out that is unanswered, or {@link #NONE}. */
    private long pinged = NONE;

    private int misses;

    /**
     * @param number of the peer among those that are looked at together. Each waits for a little less than the interval, and
     *     each for something else, so that peers who came in, or spoke, at one moment are not pinged at one.
     */
    Pulse(long now, int number) {
        heard = now;
        // Multiples of the golden ratio fall evenly, whichever run of numbers is there.
        phase = (number * 0x9E3779B1) >>> (Integer.SIZE - 8);
    }

    void heard(long now) {
        heard = now;
        pinged = NONE;
        misses = 0;
    }

    /** Whether {@link #look} would count a miss. */
    boolean overdue(long now, Heartbeat heartbeat) {
        return pinged != NONE && now - pinged >= heartbeat.timeout();
    }

    Due look(long now, Heartbeat heartbeat) {
        if (pinged == NONE) {
            long early = heartbeat.interval() / 4 / PHASES * phase;
            return now - heard < heartbeat.interval() - early ? Due.NOTHING : ping(now);
        }
        if (!overdue(now, heartbeat)) {
            return Due.NOTHING;
        }
        misses++;
        return misses >= heartbeat.retries() ? Due.END : ping(now);
    }

    private Due ping(long now) {
        pinged = now;
        return Due.PING;
    }
}
