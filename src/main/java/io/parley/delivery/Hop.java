package io.parley.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Brings a future's outcome back to a loop. */
final class Hop {
    private Hop() {}

    static <T extends @Nullable Object> Future<T> to(Executor loop, Future<T> future) {
        Promise<T> promise = Promise.promise();
        future.onComplete(outcome -> loop.execute(() -> promise.handle(outcome)));
        return promise.future();
    }
}
