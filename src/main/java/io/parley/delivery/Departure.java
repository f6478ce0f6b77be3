package io.parley.delivery;

import io.parley.protocol.CloseReason;
import io.parley.protocol.ServerFrame;

/** When a session is to move, in nanoseconds of the loop's clock. Confined to the loop. */
final class Departure {
    /** How long a close waits for answers that are owed. */
    private static final long ANSWERING = 2_000_000_000L;

    /** When whoever is turned away may come again. */
    private static final long AGAIN_MS = 5_000;

    private static final long NEVER = Long.MAX_VALUE;

    private long at = NEVER;

    /** Turns a session away at once, and says when it may come again. */
    static void refuse(Session session, CloseReason reason) {
        session.write(new ServerFrame.Goodbye(reason.text(), reason.reconnect(), 0, AGAIN_MS));
        session.close(reason);
    }

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
