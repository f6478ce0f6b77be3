package io.parley;

import io.parley.http.Readiness;
import java.util.List;
import java.util.Map;

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

    void draining() {
        draining = true;
    }

    /** What became of the last heads beat. */
    void storeAnswers(boolean itDoes) {
        storeAnswers = itDoes;
    }

    Readiness readiness() {
        return new Readiness(() -> started, () -> draining, () -> Map.of("store", storeAnswers), () -> verticles);
    }
}
