package io.parley.store.sqlite;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads that read, each with its own connection and each read in one snapshot. */
final class Readers {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final long RETRY_AFTER_MS = 500;

    /** What is read within one snapshot. A {@link Failure} that it throws is an expected one. */
    interface Query<T> {
        @Nullable
        T read(Sql sql) throws SQLException;
    }

    private final BlockingQueue<Ask<?>> waiting;
    private final long maxWaitNanos;
    private final Consumer<Throwable> fatal;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    Readers(SqliteSettings settings, Consumer<Throwable> fatal) {
        waiting = new ArrayBlockingQueue<>(settings.readQueue());
        maxWaitNanos = settings.readWait().toNanos();
        this.fatal = fatal;
    }

    void start(Path database, int count) throws SQLException {
        for (int i = 0; i < count; i++) {
            Sql sql = Sql.reading(database);
            Thread thread = new Thread(() -> run(sql), "parley-store-reader-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** Never blocks. Fails as {@code busy} when too many wait, or for too long. */
    <T> Future<T> read(Query<T> query) {
        Ask<T> ask = new Ask<>(query, System.nanoTime() + maxWaitNanos);
        if (closed) {
            ask.fail(Failure.of(Code.UNAVAILABLE, "the store has stopped"));
        } else if (!waiting.offer(ask)) {
            ask.fail(busy());
        }
        return ask.promise.future();
    }

    /** Blocks until the reads in hand are done. */
    void close() throws InterruptedException {
        closed = true;
        for (Thread thread : threads) {
            thread.join();
        }
        for (Ask<?> ask = waiting.poll(); ask != null; ask = waiting.poll()) {
            ask.fail(Failure.of(Code.UNAVAILABLE, "the store has stopped"));
        }
    }

    int size() {
        return waiting.size();
    }

    private void run(Sql sql) {
        try (sql) {
            while (!closed || !waiting.isEmpty()) {
                Ask<?> ask = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (ask != null) {
                    answer(sql, ask);
                }
            }
        } catch (SQLException | InterruptedException | Error e) {
            LOG.error("store: a reader has stopped", e);
            fatal.accept(e);
        }
    }

    private void answer(Sql sql, Ask<?> ask) throws SQLException {
        if (System.nanoTime() > ask.deadline) {
            ask.fail(busy());
            return;
        }
        Runnable answer;
        try {
            sql.update("BEGIN");
            answer = ask.read(sql);
        } catch (Failure expected) {
            answer = () -> ask.fail(expected);
        } catch (SQLException | RuntimeException e) {
            LOG.error("store: a read has failed", e);
            answer = () -> ask.fail(Failure.of(Code.UNAVAILABLE, "the store could not be read"));
            if (e instanceof SQLException broken && Trouble.of(broken) == Trouble.FATAL) {
                fatal.accept(broken);
            }
        }
        sql.update("ROLLBACK");
        tell(answer);
    }

    /** Whoever listens must not end the reader. */
    private static void tell(Runnable answer) {
        try {
            answer.run();
        } catch (RuntimeException e) {
            LOG.error("a listener to a read has failed", e);
        }
    }

    private static Failure busy() {
        return new Failure(Problem.of(Code.BUSY, "too many reads wait").retryAfter(RETRY_AFTER_MS));
    }

    /** A read that waits. */
    private static final class Ask<T> {
        private final Query<T> query;
        private final long deadline;
        private final Promise<T> promise = Promise.promise();

        Ask(Query<T> query, long deadline) {
            this.query = query;
            this.deadline = deadline;
        }

        Runnable read(Sql sql) throws SQLException {
            @Nullable T result = query.read(sql);
            return () -> promise.complete(result);
        }

        void fail(Throwable cause) {
            promise.fail(cause);
        }
    }
}
