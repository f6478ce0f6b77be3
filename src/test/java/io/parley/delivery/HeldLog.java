package io.parley.delivery;

import io.parley.port.Append;
import io.parley.port.Log;
import io.parley.port.LogThrough;
import io.parley.port.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/** A log whose appends wait, in their order, until the test lets them on. */
final class HeldLog extends LogThrough {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    HeldLog(Log log) {
        super(log);
    }

    /** Lets the oldest on. */
    void letOn() {
        waiting.remove().run();
    }

    void letAllOn() {
        while (!waiting.isEmpty()) {
            letOn();
        }
    }

    @Override
    public Future<Outcome> append(Append append) {
        Promise<Outcome> promise = Promise.promise();
        waiting.add(() -> log.append(append).onComplete(promise));
        return promise.future();
    }
}
