package io.parley.delivery;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import org.jspecify.annotations.Nullable;

/** How many frames of any type and opcode, acks aside, one client may send: beyond it each is refused, and for a flood the connection ends. */
final class FrameRate {
    /** How many frames may come for each send that the rate allows: pings, reads, subscribes. */
    private static final int FRAMES_PER_SEND = 20;
    /** After so many more refused than allowed, the connection ends. */
    private static final int FLOOD = 1_000;

    private static final Problem LIMITED = Problem.of(Code.RATE_LIMITED, "too many frames on this connection");

    private final Session session;
    private final Bucket bucket;
    private int refused;

    FrameRate(Session session) {
        this.session = session;
        this.bucket = new Bucket(
                FRAMES_PER_SEND * session.hub().limits().ratePerSecond(),
                session.hub().now());
    }

    /** False when the frame has been answered: it came too early. */
    boolean allows(@Nullable String id, ClientFrame.@Nullable Write write) {
        long wait = bucket.take(session.hub().now());
        if (wait == 0) {
            refused = Math.max(0, refused - 1);
            return true;
        }
        Problem limited = LIMITED.retryAfter(wait);
        session.refuse(id, write == null ? limited : limited.about(write.room(), write.cid()));
        if (++refused > FLOOD) {
            session.close(CloseReason.FLOOD);
        }
        return false;
    }
}
