package io.parley.port;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/** Where the owner of a resource says how it is let go when the node stops. */
public interface Drain {
    /** In this order; the hooks of one stage run side by side. */
    enum Stage {
        /** Not ready any more; no new connections. */
        REFUSE,
        /** Clients are told to move, and closed. */
        CLIENTS,
        /** What was accepted is answered. */
        REQUESTS,
        /** What was answered is on disk. */
        STORE
    }

    /** {@code action} runs once; one that outlasts {@code deadline} is named in the log and passed over. */
    void hook(Stage stage, String name, Duration deadline, Supplier<Future<?>> action);
}
