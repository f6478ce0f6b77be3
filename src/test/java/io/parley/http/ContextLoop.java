package io.parley.http;

import io.parley.port.Loop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** A loop of Vert.x, without sockets. */
final class ContextLoop implements Loop {
    private final Vertx vertx;
    private final Context context;

    ContextLoop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(turn -> task.run());
    }

    @Override
    public void atTurnEnd(Runnable task) {
        execute(task);
    }

    @Override
    public void later(long nanos, Runnable task) {
        vertx.setTimer(Math.max(1, Duration.ofNanos(nanos).toMillis()), timer -> execute(task));
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean isHere() {
        return context.equals(Vertx.currentContext());
    }
}
