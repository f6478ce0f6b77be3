package io.parley.store.sqlite;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who shares rooms with whom, and how far they have read there, read in the caller's transaction. */
final class Acquaintance {
    private Acquaintance() {}

    static Set<String> company(Sql sql, String user, int members, int limit) throws SQLException {
        return new LinkedHashSet<>(sql.all(
                "SELECT DISTINCT theirs.user FROM members mine JOIN rooms ON rooms.key = mine.room JOIN members theirs"
                        + " ON theirs.room = mine.room WHERE mine.user = ? AND rooms.deleted = 0 AND rooms.members <= ?"
                        + " AND theirs.user <> ? LIMIT ?",
                row -> row.getString(1),
                user,
                members,
                user,
                limit));
    }

    static Set<String> among(Sql sql, String user, Collection<String> others) throws SQLException {
        Set<String> found = new LinkedHashSet<>();
        for (String other : others) {
            long shared = sql.number(
                    0,
                    "SELECT 1 FROM members mine JOIN members theirs ON theirs.room = mine.room "
                            + "JOIN rooms ON rooms.key = mine.room "
                            + "WHERE mine.user = ? AND theirs.user = ? AND rooms.deleted = 0 LIMIT 1",
                    user,
                    other);
            if (shared != 0 && !other.equals(user)) {
                found.add(other);
            }
        }
        return found;
    }

    static Map<String, Long> reads(Sql sql, long room, Collection<String> users) throws SQLException {
        Map<String, Long> reads = new HashMap<>();
        for (String user : users) {
            long seq = sql.number(0, "SELECT seq FROM reads WHERE room = ? AND user = ?", room, user);
            if (seq != 0) {
                reads.put(user, seq);
            }
        }
        return reads;
    }
}
