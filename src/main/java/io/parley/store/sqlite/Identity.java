package io.parley.store.sqlite;

import java.security.SecureRandom;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the store is: the epoch of the history that it holds, and how many commits made it. It begins a new epoch when it may
 * have forgotten entries that somebody saw.
 */
record Identity(long epoch, long commits) {
    private static final Logger LOG = LoggerFactory.getLogger(Identity.class);

    private record Stored(long epoch, long commits, boolean copied) {}

    /**
     * Settles it at opening, in one commit. That commit also syncs whatever a crash left in the WAL unsynced, before
     * anybody is shown it.
     */
    static Identity settle(Sql sql, @Nullable Mark mark) throws SQLException {
        sql.execute("BEGIN IMMEDIATE");
        Stored stored = sql.first(
                "SELECT epoch, commits, copied FROM store",
                row -> new Stored(row.getLong(1), row.getLong(2), row.getBoolean(3)));
        Identity identity = stored == null ? first(sql) : next(sql, stored, mark);
        sql.update("UPDATE store SET epoch = ?, commits = ?, copied = 0", identity.epoch(), identity.commits());
        sql.execute("COMMIT");
        return identity;
    }

    private static Identity first(Sql sql) throws SQLException {
        long epoch = random();
        sql.update("INSERT INTO store (id, epoch, commits) VALUES (1, ?, 1)", epoch);
        // Of the room that the schema brings.
        sql.update("UPDATE rooms SET epoch = ?", epoch);
        return new Identity(epoch, 1);
    }

    private static Identity next(Sql sql, Stored stored, @Nullable Mark mark) throws SQLException {
        if (!stored.copied() && mark != null && mark.epoch() == stored.epoch() && mark.commits() <= stored.commits()) {
            return new Identity(stored.epoch(), stored.commits() + 1);
        }
        long epoch = random();
        sql.update("INSERT INTO forks (room, number, epoch, last) "
                + "SELECT key, 1 + (SELECT count(*) FROM forks WHERE room = key), epoch, head FROM rooms");
        sql.update("UPDATE rooms SET epoch = ?", epoch);
        long commits = 1 + Math.max(stored.commits(), mark == null ? 0 : mark.commits());
        LOG.warn("store: new epoch={}, since the database may have been replaced by an older one", epoch);
        return new Identity(epoch, commits);
    }

    /** Positive, and exact as a JSON number. */
    private static long random() {
        return 1 + (new SecureRandom().nextLong() >>> 12);
    }
}
