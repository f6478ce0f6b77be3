package io.parley.store.sqlite;

import io.parley.port.Commit;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all that waits, applies it in one transaction, and settles it when the commit is
 * durable: first the listener hears of the commit, then the futures complete, in the order of the writes.
 */
final class Writer {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long MARK_EVERY_NANOS = 1_000_000_000;

    private final Sql sql;
    private final Intake intake;
    private final LongFunction<Batch> batches;
    private final Witness witness;
    private final Erasure erasure;
    private final int maxBatch;
    private final Promise<Void> ended = Promise.promise();
    private volatile long commits;
    private boolean refusing;
    private boolean marked = true;
    private long markedAt;

    Writer(Sql sql, Intake intake, LongFunction<Batch> batches, Witness witness, int maxBatch, long commits) {
        this.sql = sql;
        this.intake = intake;
        this.batches = batches;
        this.witness = witness;
        this.erasure = new Erasure(sql);
        this.maxBatch = maxBatch;
        this.commits = commits;
    }

    void start() {
        Thread thread = new Thread(this::run, "parley-store-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Never blocks. */
    <T> Future<T> submit(Write<T> write) {
        switch (intake.offer(write)) {
            case WAITING -> {}
            case FULL -> write.refuse();
            case CLOSED -> write.abandon();
        }
        return write.future();
    }

    /** The number of the last commit. */
    long commits() {
        return commits;
    }

    boolean running() {
        return !ended.future().isComplete();
    }

    /** Does what waits, and ends. */
    Future<Void> close() {
        intake.close();
        return ended.future();
    }

    private void run() {
        try {
            while (!intake.drained()) {
                List<Write<?>> writes = intake.take(maxBatch, MARK_EVERY_NANOS / 1_000_000);
                if (!writes.isEmpty()) {
                    settle(writes);
                }
                mark(intake.drained());
                erasure.look();
            }
        } catch (SQLException | RuntimeException | InterruptedException | Error e) {
            intake.close();
            LOG.error("store: the writer has stopped", e);
            witness.fatal(e);
            abandonAll();
        } finally {
            ended.complete();
        }
    }

    /** Fails only when nobody knows what has been stored, and then abandons the writes. */
    private void settle(List<Write<?>> writes) throws SQLException {
        List<Write<?>> left = writes;
        while (!left.isEmpty()) {
            try {
                Batch batch = attempt(left);
                commits = batch.number();
                marked = false;
                refusing = false;
                if (batch.erasing()) {
                    erasure.owe();
                }
                witness.committed(new Commit(batch.number(), batch.entries(), batch.users()));
                left.forEach(Write::settle);
                return;
            } catch (Guilty e) {
                rollback();
                left = without(left, e);
            } catch (SQLException e) {
                rollback();
                if (Trouble.of(e) != Trouble.TEMPORARY) {
                    left.forEach(Write::abandon);
                    throw e;
                }
                refuse(left, e);
                return;
            }
        }
    }

    private Batch attempt(List<Write<?>> writes) throws SQLException, Guilty {
        sql.update("BEGIN IMMEDIATE");
        Batch batch = batches.apply(commits + 1);
        for (Write<?> write : writes) {
            try {
                write.apply(batch);
            } catch (SQLException e) {
                if (Trouble.of(e) == Trouble.GUILTY) {
                    throw new Guilty(write, e);
                }
                throw e;
            } catch (RuntimeException e) {
                throw new Guilty(write, e);
            }
        }
        batch.flush();
        sql.update("UPDATE store SET commits = ?", batch.number());
        sql.update("COMMIT");
        return batch;
    }

    private static List<Write<?>> without(List<Write<?>> writes, Guilty guilty) {
        LOG.error("store: a write can't be done and is left out of its batch", guilty.reason);
        guilty.write.fail(guilty.reason);
        List<Write<?>> others = new ArrayList<>(writes);
        others.remove(guilty.write);
        return others;
    }

    private void refuse(List<Write<?>> writes, SQLException cause) {
        if (!refusing) {
            LOG.warn("store: writes are refused until the database takes them again: {}", cause.getMessage());
        }
        refusing = true;
        writes.forEach(Write::refuse);
    }

    /** SQLite may have rolled back by itself; then there is nothing to do, and it says so. */
    private void rollback() {
        try {
            sql.update("ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("store: nothing to roll back: {}", e.getMessage());
        }
    }

    private void mark(boolean now) {
        long time = System.nanoTime();
        if (!marked && (now || time - markedAt >= MARK_EVERY_NANOS)) {
            marked = true;
            markedAt = time;
            witness.mark(commits);
        }
    }

    private void abandonAll() {
        try {
            for (List<Write<?>> rest = intake.take(maxBatch, 0); !rest.isEmpty(); rest = intake.take(maxBatch, 0)) {
                rest.forEach(Write::abandon);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Names the write that made its batch fail. */
    private static final class Guilty extends Exception {
        private final transient Write<?> write;
        private final Exception reason;

        Guilty(Write<?> write, Exception reason) {
            super(reason);
            this.write = write;
            this.reason = reason;
        }
    }
}
