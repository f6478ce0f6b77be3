package io.parley.store.sqlite;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that the writer is asked to do, with the future of who asked. Settled once. */
final class Write<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Write.class);
    private static final long RETRY_AFTER_MS = 1_000;

    /** What is done inside the transaction. It may be done again, in another one, after a rollback. */
    interface Work<T> {
        @Nullable
        T apply(Batch batch) throws SQLException;
    }

    /** How "busy" is said where it is not a failure. */
    interface Busy<T> {
        T after(long retryAfterMs);
    }

    private final int weight;
    private final Work<T> work;
    private final @Nullable Busy<T> busy;
    private final Promise<T> promise = Promise.promise();
    private @Nullable Runnable answer;

    Write(int weight, Work<T> work, @Nullable Busy<T> busy) {
        this.weight = weight;
        this.work = work;
        this.busy = busy;
    }

    /** Bytes that it holds while it waits, about. */
    int weight() {
        return weight;
    }

    Future<T> future() {
        return promise.future();
    }

    void apply(Batch batch) throws SQLException {
        @Nullable T result = work.apply(batch);
        answer = () -> promise.complete(result);
    }

    /** What it was applied to is durable. */
    void settle() {
        Runnable ready = answer;
        if (ready == null) {
            throw new IllegalStateException("settled before it was applied");
        }
        tell(ready);
    }

    /** Nothing was stored. */
    void refuse() {
        Busy<T> say = busy;
        if (say == null) {
            fail(new Failure(Problem.of(Code.BUSY, "too many writes wait, or the disk is full")
                    .retryAfter(RETRY_AFTER_MS)));
        } else {
            tell(() -> promise.complete(say.after(RETRY_AFTER_MS)));
        }
    }

    /** Whether anything was stored is unknown. */
    void abandon() {
        fail(Failure.of(Code.UNAVAILABLE, "the store has stopped"));
    }

    void fail(Throwable cause) {
        tell(() -> promise.fail(cause));
    }

    /** Whoever listens must not end the writer. */
    private static void tell(Runnable completion) {
        try {
            completion.run();
        } catch (RuntimeException e) {
            LOG.error("a listener to a write has failed", e);
        }
    }
}
