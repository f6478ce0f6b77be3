package io.parley.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to stop a node: the name of a {@link Stop}, sent to {@link #ADDRESS}. The first begins the drain; being
 * asked again, {@link #SAME_WISH} later or more, hurries it.
 */
public final class ShutdownVerticle extends VerticleBase {
    /** Never leaves the node. */
    public static final String ADDRESS = "parley.local.shutdown";

    /** Ctrl-C reaches a child twice, from the terminal and from its parent: that is one wish. */
    static final Duration SAME_WISH = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ShutdownVerticle.class);

    private final DrainPlan plan;
    private final Duration budget;
    private final Promise<Stop> drained;
    private long begunNanos;
    private @Nullable DrainRun run;

    /** {@code drained} is completed, within {@code budget} of the first message, by why the node stopped. */
    public ShutdownVerticle(DrainPlan plan, Duration budget, Promise<Stop> drained) {
        this.plan = plan;
        this.budget = budget;
        this.drained = drained;
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().localConsumer(ADDRESS, this::stopAsked);
        return Future.succeededFuture();
    }

    private void stopAsked(Message<String> message) {
        Stop stop = Stop.valueOf(message.body());
        if (run == null) {
            LOG.info("stop begins: cause={} budget={}s", stop, budget.toSeconds());
            begunNanos = System.nanoTime();
            run = new DrainRun(vertx, plan, budget);
            run.start().onComplete(done -> {
                LOG.info(
                        "drained in {} ms",
                        Duration.ofNanos(System.nanoTime() - begunNanos).toMillis());
                drained.tryComplete(stop);
            });
        } else if (stop == Stop.ASKED && System.nanoTime() - begunNanos >= SAME_WISH.toNanos()) {
            run.hurry();
        }
    }
}
