package io.parley.inbox;

import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.parley.port.Commit;
import io.parley.port.Drain;
import io.parley.port.Drain.Stage;
import io.parley.port.Log;
import io.parley.port.Owed;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells inboxes what they are owed: when {@link Bell#OWED} rings, at its start, and now and then in case a ring was lost. One
 * instance on a node; where several nodes share a store each does the same, of which all but the first is found done.
 */
public final class NoticeVerticle extends VerticleBase {
    /** Half of what a notice may take. */
    static final Duration BEAT = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(NoticeVerticle.class);

    private final Courier courier;
    private final Bells bells;
    private final Drain drain;
    private final Backoff backoff = new Backoff(new Random());

    private enum Doing {
        NOTHING,
        A_ROUND,
        /** After a round that failed. */
        WAITING
    }

    private Doing doing = Doing.NOTHING;
    private boolean rungMeanwhile;
    /** Not null once nothing more is begun. */
    private @Nullable Promise<Void> resting;

    public NoticeVerticle(Owed owed, Log log, Bells bells, Drain drain) {
        this.courier = new Courier(owed, log);
        this.bells = bells;
        this.drain = drain;
    }

    /** Whether what has been committed is a reason to ring. */
    public static boolean concerns(Commit commit) {
        return Notices.concern(commit);
    }

    @Override
    public Future<?> start() {
        bells.on(Bell.OWED, this::look);
        vertx.setPeriodic(BEAT.toMillis(), timer -> look());
        drain.hook(Stage.REQUESTS, "notices", FAREWELL, this::rest);
        look();
        return Future.succeededFuture();
    }

    private void look() {
        rungMeanwhile = doing == Doing.A_ROUND;
        if (doing == Doing.NOTHING && resting == null) {
            doing = Doing.A_ROUND;
            courier.round().onComplete(round -> context.runOnContext(turn -> done(round)));
        }
    }

    private void done(AsyncResult<Boolean> round) {
        if (resting != null) {
            resting.complete();
        } else if (round.failed()) {
            waitAfter(round.cause());
        } else {
            backoff.reset();
            doing = Doing.NOTHING;
            if (round.result() || rungMeanwhile) {
                look();
            }
        }
    }

    /** Said once for as long as it is so. */
    private void waitAfter(Throwable cause) {
        if (!backoff.waits()) {
            LOG.warn("notices wait for the store: {}", cause.toString());
        }
        doing = Doing.WAITING;
        vertx.setTimer(backoff.next().toMillis(), timer -> {
            doing = Doing.NOTHING;
            look();
        });
    }

    /** What is owed stays so until the next start; a round under way is waited for. */
    private Future<Void> rest() {
        Promise<Void> rested = Promise.promise();
        context.runOnContext(turn -> {
            resting = rested;
            if (doing != Doing.A_ROUND) {
                rested.complete();
            }
        });
        return rested.future();
    }
}
