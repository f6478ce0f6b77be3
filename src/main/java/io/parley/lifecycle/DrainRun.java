package io.parley.lifecycle;

import io.parley.lifecycle.DrainPlan.Hook;
import io.parley.port.Drain.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk through the stages, bounded as a whole: whatever hangs before it, the store keeps a fifth of the budget for
 * itself, at most {@link #STORE_SHARE}. Confined to the loop that made it.
 */
final class DrainRun {
    private static final Logger LOG = LoggerFactory.getLogger(DrainRun.class);
    private static final Duration STORE_SHARE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final DrainPlan plan;
    private final long endNanos;
    private final long storeShareNanos;
    private final Promise<Void> hurried = Promise.promise();

    DrainRun(Vertx vertx, DrainPlan plan, Duration budget) {
        this.vertx = vertx;
        this.plan = plan;
        this.endNanos = System.nanoTime() + budget.toNanos();
        this.storeShareNanos = Math.min(STORE_SHARE.toNanos(), budget.toNanos() / 5);
    }

    /** Succeeds always, when the last stage is through or its time is up. */
    Future<Void> start() {
        Future<Void> done = Future.succeededFuture();
        for (Stage stage : Stage.values()) {
            done = done.compose(none -> run(stage));
        }
        return done;
    }

    /** Passes over whatever still runs before the store. */
    void hurry() {
        hurried.tryComplete();
    }

    private Future<Void> run(Stage stage) {
        List<Future<Void>> hooks =
                plan.take(stage).stream().map(hook -> run(stage, hook)).toList();
        return Future.all(hooks).mapEmpty();
    }

    private Future<Void> run(Stage stage, Hook hook) {
        Promise<Void> settled = Promise.promise();
        long millis = Math.min(hook.deadline().toMillis(), remainingMillis(stage));
        long timer = vertx.setTimer(Math.max(1, millis), fired -> {
            if (settled.tryComplete()) {
                LOG.warn("stop: {} hangs, passed over after {} ms", hook.name(), millis);
            }
        });
        if (stage != Stage.STORE) {
            hurried.future().onSuccess(none -> {
                if (settled.tryComplete()) {
                    LOG.warn("stop: {} passed over in a hurry", hook.name());
                }
            });
        }
        begin(hook).onComplete(result -> {
            if (settled.tryComplete() && result.failed()) {
                LOG.error("stop: {} failed", hook.name(), result.cause());
            }
        });
        return settled.future().onComplete(none -> vertx.cancelTimer(timer));
    }

    private static Future<?> begin(Hook hook) {
        return Future.succeededFuture().compose(none -> hook.action().get());
    }

    private long remainingMillis(Stage stage) {
        long end = stage == Stage.STORE ? endNanos : endNanos - storeShareNanos;
        return Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
}
