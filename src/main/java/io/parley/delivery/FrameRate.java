package io.parley.delivery;

import io.parley.limits.Bucket;
import io.parley.limits.Rate;
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
    /** Whether what came last has brought no message: it was a control frame, or a part of something. */
    private boolean bare;

    FrameRate(Session session) {
        this.session = session;
        int perSecond = FRAMES_PER_SEND * session.hub().limits().ratePerSecond();
        this.bucket = new Bucket(Rate.perSecond(perSecond), session.hub().now());
    }

    /** Something has come. What came before it counts alone, if it brought no message. */
    void heard() {
        if (bare) {
            allows(null, null);
        }
        bare = true;
    }

    /** What has come brings one. */
    void message() {
        bare = false;
    }

    /** False when the frame has been answered: it came too early. */
    boolean allows(@Nullable String id, @Nullable ClientFrame frame) {
        long wait = bucket.take(session.hub().now());
        if (wait == 0) {
            refused = Math.max(0, refused - 1);
            return true;
        }
        session.refuse(id, LIMITED.retryAfter(Math.max(wait, frame == null ? 0 : session.waitMs(frame))), frame);
        if (++refused > FLOOD) {
            Departure.refuse(session, CloseReason.FLOOD);
        }
        return false;
    }
}
