package io.parley.store.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One step of trimming a room's log from below, small enough to go between other writes. */
record Trim(String room, long oldest) {
    private static final int ROWS = 500;
    private static final long CID_KEPT_MS = Duration.ofHours(24).toMillis();

    private record Old(long id, long seq, long at, String sender, String cid) {}

    /** True when there is more to trim. */
    boolean apply(Batch batch) throws SQLException {
        Sql sql = batch.sql();
        forgetOutliving(sql, batch.now() - CID_KEPT_MS);
        RoomRow row = batch.room(room);
        if (row == null) {
            return false;
        }
        long goal = Math.min(oldest, row.head + 1);
        List<Old> old = sql.all(
                "SELECT id, seq, at, sender, cid FROM entries WHERE room = ? AND seq < ? ORDER BY seq LIMIT ?",
                found -> new Old(
                        found.getLong(1), found.getLong(2), found.getLong(3), found.getString(4), found.getString(5)),
                row.key,
                goal,
                ROWS);
        for (Old entry : old) {
            batch.words().remove(row, entry.seq());
            sql.update("DELETE FROM entries WHERE id = ?", entry.id());
            forget(sql, row, entry, batch.now() - CID_KEPT_MS);
        }
        boolean more = old.size() == ROWS;
        row.oldest = Math.max(row.oldest, more ? old.getLast().seq() + 1 : goal);
        forgetState(sql, row);
        return more;
    }

    private static void forget(Sql sql, RoomRow row, Old entry, long before) throws SQLException {
        if (entry.at() < before) {
            forgetCid(sql, row.key, entry.sender(), entry.cid());
        } else {
            sql.update(
                    "INSERT INTO outliving_cids (at, room, sender, cid) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    entry.at(),
                    row.key,
                    entry.sender(),
                    entry.cid());
        }
    }

    /** A mention is kept while it is its user's last below {@code oldest}: the counts above build on it. */
    private static void forgetState(Sql sql, RoomRow row) throws SQLException {
        for (String table : List.of("edits", "deletions", "reactions", "tallies")) {
            sql.update("DELETE FROM " + table + " WHERE room = ? AND target < ?", row.key, row.oldest);
        }
        sql.update(
                "DELETE FROM mentions WHERE room = ?1 AND seq < ?2 AND EXISTS (SELECT 1 FROM mentions AS later "
                        + "WHERE later.room = ?1 AND later.user = mentions.user AND later.seq > mentions.seq "
                        + "AND later.seq < ?2)",
                row.key,
                row.oldest);
    }

    private static void forgetOutliving(Sql sql, long before) throws SQLException {
        record Cid(long at, long room, String sender, String cid) {}
        List<Cid> cids = sql.all(
                "SELECT at, room, sender, cid FROM outliving_cids WHERE at < ? LIMIT ?",
                row -> new Cid(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
                before,
                ROWS);
        for (Cid cid : cids) {
            forgetCid(sql, cid.room(), cid.sender(), cid.cid());
            sql.update(
                    "DELETE FROM outliving_cids WHERE at = ? AND room = ? AND sender = ? AND cid = ?",
                    cid.at(),
                    cid.room(),
                    cid.sender(),
                    cid.cid());
        }
    }

    private static void forgetCid(Sql sql, long room, String sender, String cid) throws SQLException {
        sql.update("DELETE FROM cids WHERE room = ? AND sender = ? AND cid = ?", room, sender, cid);
    }
}
