package io.parley.store.sqlite;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was deleted out of the WAL too, where pages as they were before are kept until it is begun anew. In the
 * database itself {@code secure_delete} overwrites it. Confined to the writer's thread, between its transactions.
 */
final class Erasure {
    private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
    /** It is done when nothing more has been deleted for so long, */
    private static final long QUIET_NANOS = 2_000_000_000L;
    /** or the first has waited for so long. */
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final Sql sql;
    private boolean owed;
    private boolean late;
    /** When the first that is owed was deleted, on the clock of {@link System#nanoTime}. */
    private long first;
    /** When the last was. */
    private long last;

    Erasure(Sql sql) {
        this.sql = sql;
    }

    /** A commit has deleted something. */
    void owe() {
        last = System.nanoTime();
        first = owed ? first : last;
        owed = true;
    }

    /** Does what is owed when it is due; while somebody still reads from the WAL, it stays owed. */
    void look() throws SQLException {
        long now = System.nanoTime();
        boolean due = now - last >= QUIET_NANOS || now - first >= LONGEST_NANOS;
        if (owed && due && emptied()) {
            owed = false;
            late = false;
        }
    }

    private boolean emptied() throws SQLException {
        try {
            sql.execute("PRAGMA busy_timeout = 20");
            return sql.number(1, "PRAGMA wal_checkpoint(TRUNCATE)") == 0;
        } catch (SQLException e) {
            if (Trouble.of(e) != Trouble.TEMPORARY) {
                throw e;
            }
            if (!late) {
                LOG.warn("store: deleted text stays in the WAL for now: {}", e.getMessage());
            }
            late = true;
            return false;
        } finally {
            sql.execute("PRAGMA busy_timeout = " + Sql.BUSY_TIMEOUT_MS);
        }
    }
}
