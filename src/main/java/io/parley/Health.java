package io.parley;

import io.parley.http.Readiness;
import io.parley.port.Drain;
import io.parley.port.Drain.Stage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What the node knows of its own health. Any thread. */
final class Health {
    private volatile boolean started;
    private volatile boolean draining;
    private volatile boolean storeAnswers = true;
    private volatile List<String> verticles = List.of();

    void started(List<String> deployed) {
        verticles = List.copyOf(deployed);
        started = true;
    }

    /** From the first stage of a drain on, the node is not ready. */
    void hook(Drain drain) {
        drain.hook(Stage.REFUSE, "readiness", Duration.ofSeconds(1), () -> {
            draining = true;
            return Future.succeededFuture();
        });
    }

    /** What became of the last heads beat. */
    void storeAnswers(boolean itDoes) {
        storeAnswers = itDoes;
    }

    /** @param live whether the node can go on without a restart */
    Readiness readiness(BooleanSupplier live) {
        return new Readiness(live, () -> started, () -> draining, () -> Map.of("store", storeAnswers), () -> verticles);
    }
}
