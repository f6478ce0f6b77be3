package io.parley.delivery;

import io.parley.limits.Asker;
import io.parley.limits.Bucket;
import io.parley.limits.Limited;
import io.parley.limits.Limiter;
import io.parley.limits.Rate;
import io.parley.limits.Resource;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a welcomed client may still ask for: so many writes by this connection, and all else by the rules. Confined to the loop. */
final class Allowance {
    private static final Problem LIMITED = Problem.of(Code.RATE_LIMITED, "too many sends on this connection");

    private static final AtomicLong MADE = new AtomicLong();

    private final Session session;
    /** What tells the connection from all others. */
    private final String name = Long.toString(MADE.incrementAndGet());

    private final String user;
    private final Limiter limiter;
    private final Bucket writes;

    Allowance(Session session, String user) {
        this.session = session;
        this.user = user;
        this.limiter = session.hub().engine().ports().limiter();
        this.writes = new Bucket(
                Rate.perSecond(session.hub().limits().ratePerSecond()),
                session.hub().now());
    }

    /** Null when the frame is allowed, and then it counts. */
    @Nullable
    Problem take(ClientFrame frame) {
        Resource resource = Resource.of(frame);
        if (resource == null) {
            return null;
        }
        long now = session.hub().now();
        boolean write = frame instanceof ClientFrame.Write;
        if (write && writes.waitMs(now) > 0) {
            return LIMITED.retryAfter(waitMs(frame));
        }
        Limited limited = limiter.take(resource, asker(frame), now);
        if (limited != null) {
            return limited.problem();
        }
        if (write) {
            writes.take(now);
        }
        return null;
    }

    /** In how many milliseconds the frame would be allowed. */
    long waitMs(ClientFrame frame) {
        Resource resource = Resource.of(frame);
        long now = session.hub().now();
        Limited limited = resource == null ? null : limiter.waits(resource, asker(frame), now);
        return Math.max(
                limited == null ? 0 : limited.retryAfterMs(),
                frame instanceof ClientFrame.Write ? writes.waitMs(now) : 0);
    }

    private Asker asker(ClientFrame frame) {
        return scope -> switch (scope) {
            case CONNECTION -> name;
            case USER -> user;
            case ADDRESS -> session.peer();
            case ROOM -> Resource.room(frame);
            case NODE -> null;
        };
    }
}
