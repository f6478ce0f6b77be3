package io.parley.liveness;

import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Rings {@link Bell#HEARTBEAT} every beat and {@link Bell#HEADS} every second one. */
public final class HeartbeatVerticle extends VerticleBase {
    static final Duration BEAT = Duration.ofMillis(250);

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
        bells.ring(Bell.HEARTBEAT);
        if (second) {
            bells.ring(Bell.HEADS);
        }
        second = !second;
    }
}
