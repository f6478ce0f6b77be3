package io.parley.liveness;

import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Rings {@link Bell#HEADS} every beat and {@link Bell#HEARTBEAT} every second one. */
public final class HeartbeatVerticle extends VerticleBase {
    static final Duration BEAT = Duration.ofMillis(500);

    private final Bells bells;
    private boolean second;

    public HeartbeatVerticle(Bells bells) {
        this.bells = bells;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(BEAT.toMillis(), timer -> beat());
        return Future.succeededFuture();
    }

    private void beat() {
        bells.ring(Bell.HEADS);
        if (second) {
            bells.ring(Bell.HEARTBEAT);
        }
        second = !second;
    }
}
