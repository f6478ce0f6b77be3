package io.parley.delivery;

/**
 * How long a subscription's acks have stood still. After 1, 2 and 4 s its position goes back to what was acked; 4 s after
 * the third time its reader is given up. Confined to the loop.
 */
final class AckClock {
    /** What is due. */
    enum Due {
        NOTHING,
        REWIND,
        GIVE_UP
    }

    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_REWINDS = 3;

    /** When the acks moved last, or the clock was stopped last; nanoseconds of the loop's clock. */
    private long since;
    /** How often the position went back since the acks moved last. */
    private int rewinds;

    AckClock(long now) {
        since = now;
    }

    void moved(long now) {
        since = now;
        rewinds = 0;
    }

    /** Whether one entry at a time goes out, until an ack moves. */
    boolean probing() {
        return rewinds > 0;
    }

    /** @param running whether an ack is to be expected: something is unacked, and nothing of it still waits to be sent */
    Due look(long now, boolean running) {
        if (!running) {
            since = now;
            return Due.NOTHING;
        }
        if (now - since < (SECOND << Math.min(rewinds, MAX_REWINDS - 1))) {
            return Due.NOTHING;
        }
        if (rewinds == MAX_REWINDS) {
            return Due.GIVE_UP;
        }
        since = now;
        rewinds++;
        return Due.REWIND;
    }
}
