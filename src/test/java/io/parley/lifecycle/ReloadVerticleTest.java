package io.parley.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.port.Reload;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReloadVerticleTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void oneThatFailsStopsNeitherItselfNorTheOthers() throws Exception {
        Counting broken = new Counting(true);
        Counting sound = new Counting(false);
        vertx.deployVerticle(new ReloadVerticle(List.of(broken, sound))).await(10, TimeUnit.SECONDS);

        await().until(() -> broken.asked.get() >= 2 && sound.asked.get() >= 2);
        assertThat(sound.onLoop).isFalse();
    }

    private static final class Counting implements Reload {
        private final boolean broken;
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean onLoop;

        Counting(boolean broken) {
            this.broken = broken;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public boolean reload() throws IOException {
            onLoop |= Context.isOnEventLoopThread();
            asked.incrementAndGet();
            if (broken) {
                throw new IOException("of no use");
            }
            return false;
        }
    }
}
