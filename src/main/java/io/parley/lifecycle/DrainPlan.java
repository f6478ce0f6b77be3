package io.parley.lifecycle;

import io.parley.port.Drain;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The hooks that wait for a node's stop. Any thread. */
public final class DrainPlan implements Drain {
    private final List<Hook> waiting = new ArrayList<>();

    record Hook(Stage stage, String name, Duration deadline, Supplier<Future<?>> action) {}

    /** A hook put in after its stage has begun runs with the next one. */
    @Override
    public synchronized void hook(Stage stage, String name, Duration deadline, Supplier<Future<?>> action) {
        waiting.add(new Hook(stage, name, deadline, action));
    }

    /** Takes out what is due when {@code stage} begins, in the order in which it was put in. */
    synchronized List<Hook> take(Stage stage) {
        List<Hook> due = waiting.stream()
                .filter(hook -> hook.stage().compareTo(stage) <= 0)
                .toList();
        waiting.removeAll(due);
        return due;
    }
}
