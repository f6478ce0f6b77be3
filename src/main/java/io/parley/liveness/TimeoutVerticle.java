package io.parley.liveness;

import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Rings {@link Bell#TIMEOUT} every beat: what a deadline promises is kept within one beat of it. */
public final class TimeoutVerticle extends VerticleBase {
    static final Duration BEAT = Duration.ofMillis(250);

    private final Bells bells;

    public TimeoutVerticle(Bells bells) {
        this.bells = bells;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(BEAT.toMillis(), timer -> bells.ring(Bell.TIMEOUT));
        return Future.succeededFuture();
    }
}
