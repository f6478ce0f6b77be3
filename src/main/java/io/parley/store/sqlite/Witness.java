package io.parley.store.sqlite;

import io.parley.port.Commit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who are told what the writer has done, and the side file that remembers how far it came. */
final class Witness {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    private final Path file;
    private final long epoch;
    private final Consumer<Commit> committed;
    private final Consumer<Throwable> fatal;
    private final AtomicBoolean ended = new AtomicBoolean();

    Witness(Path file, long epoch, Consumer<Commit> committed, Consumer<Throwable> fatal) {
        this.file = file;
        this.epoch = epoch;
        this.committed = committed;
        this.fatal = fatal;
    }

    /** A listener that fails costs its news, which the heads beat brings again; not the writer. */
    void committed(Commit commit) {
        try {
            committed.accept(commit);
        } catch (RuntimeException e) {
            LOG.error("store: the listener to commits has failed", e);
        }
    }

    /** Nobody knows what has been stored: the process has to end, and recovery will tell. Only the first is passed on. */
    void fatal(Throwable cause) {
        if (!ended.getAndSet(true)) {
            fatal.accept(cause);
        }
    }

    /** Where the side file can't be written, as on a full disk, it stays behind; that is harmless. */
    void mark(long commits) {
        try {
            new Mark(epoch, commits).write(file);
        } catch (IOException e) {
            LOG.warn("store: {} could not be written: {}", file, e.toString());
        }
    }
}
