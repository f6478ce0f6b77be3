package io.parley.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BeatsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Rung rung = new Rung();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void theHeartbeatRingsForHeartbeatsEveryBeatAndForHeadsEverySecondOne() throws Exception {
        long begun = System.nanoTime();
        deploy(new HeartbeatVerticle(rung));

        await().until(() -> rung.bells.size() >= 6);

        assertThat(rung.bells.subList(0, 6))
                .containsExactly(
                        Bell.HEARTBEAT, Bell.HEARTBEAT, Bell.HEADS, Bell.HEARTBEAT, Bell.HEARTBEAT, Bell.HEADS);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(HeartbeatVerticle.BEAT.multipliedBy(3));
    }

    @Test
    void theTimeoutRingsEveryBeat() throws Exception {
        long begun = System.nanoTime();
        deploy(new TimeoutVerticle(rung));

        await().until(() -> rung.bells.size() >= 3);

        assertThat(rung.bells.subList(0, 3)).isEqualTo(Collections.nCopies(3, Bell.TIMEOUT));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(TimeoutVerticle.BEAT.multipliedBy(2));
    }

    @Test
    void anUndeployedVerticleRingsNoMore() throws Exception {
        String id = deploy(new TimeoutVerticle(rung));
        await().until(() -> !rung.bells.isEmpty());

        vertx.undeploy(id).await(10, TimeUnit.SECONDS);
        int before = rung.bells.size();

        await().during(TimeoutVerticle.BEAT.multipliedBy(2)).until(() -> rung.bells.size() == before);
    }

    private String deploy(VerticleBase verticle) throws Exception {
        return vertx.deployVerticle(verticle).await(10, TimeUnit.SECONDS);
    }

    private static final class Rung implements Bells {
        private final List<Bell> bells = new CopyOnWriteArrayList<>();

        @Override
        public void ring(Bell bell) {
            bells.add(bell);
        }

        @Override
        public void on(Bell bell, Runnable look) {
            throw new AssertionError("a beat listens to nobody");
        }
    }
}
