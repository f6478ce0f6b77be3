package io.parley.conformance;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a scenario is played: connections of its one client come here, one after the other. */
final class Stage {
    /** For a client to come when nothing keeps it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** So long nobody must come where nobody may: longer than the first waits of a back-off. */
    private static final Duration NOBODY = Duration.ofSeconds(3);

    private final BlockingQueue<Visit> arrivals;
    private @Nullable Visit last;

    Stage(BlockingQueue<Visit> arrivals) {
        this.arrivals = arrivals;
    }

    /** The client's next connection. */
    Visit comes() throws Deviation, InterruptedException {
        return comes(PATIENCE);
    }

    /** The next connection, so long after the last one took a turn. */
    Visit returns(Within within) throws Deviation, InterruptedException {
        long turned = last == null ? System.nanoTime() : last.turned();
        Visit visit = comes(within.most());
        within.judge("it came again", visit.hello().at() - turned);
        return visit;
    }

    private Visit comes(Duration patience) throws Deviation, InterruptedException {
        Visit visit = arrivals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (visit == null) {
            throw new Deviation("it did not connect within " + patience.toMillis() + " ms");
        }
        last = visit;
        return visit;
    }

    void nobodyComes() throws Deviation, InterruptedException {
        if (arrivals.poll(NOBODY.toMillis(), TimeUnit.MILLISECONDS) != null) {
            throw new Deviation("it connected again, and should not have");
        }
    }
}
