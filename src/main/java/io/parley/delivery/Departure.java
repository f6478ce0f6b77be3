package io.parley.delivery;

/** When a session is to move, in nanoseconds of the loop's clock. Confined to the loop. */
final class Departure {
    /** How long a close waits for answers that are owed. */
    private static final long ANSWERING = 2_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private long at = NEVER;

    /** False when it was planned before: that stands. */
    boolean plan(long when) {
        boolean first = at == NEVER;
        at = first ? when : at;
        return first;
    }

    boolean due(long now) {
        return now >= at;
    }

    /** Whether there is still time for what is owed. */
    boolean waits(long now) {
        return now < at + ANSWERING;
    }
}
