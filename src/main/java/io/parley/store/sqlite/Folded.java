package io.parley.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Names as they are compared: without regard to case, in every script, which the database itself knows only of ASCII. */
final class Folded {
    /** Above every text that begins as it does. */
    private static final String LAST = "\uDBFF\uDFFF";

    private static final int STEP = 1_000;

    private record Named(String user, String name) {}

    private Folded() {}

    static String of(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Ends the range of texts that begin with {@code prefix}. */
    static String end(String prefix) {
        return prefix + LAST;
    }

    /** Folds the names that an older version wrote. Nothing to do is found out at once. */
    static void fill(Sql sql) throws SQLException {
        for (List<Named> left = unfolded(sql); !left.isEmpty(); left = unfolded(sql)) {
            sql.update("BEGIN IMMEDIATE");
            for (Named user : left) {
                sql.update("UPDATE users SET folded = ? WHERE id = ?", of(user.name()), user.user());
            }
            sql.update("COMMIT");
        }
    }

    private static List<Named> unfolded(Sql sql) throws SQLException {
        return sql.all(
                "SELECT id, display_name FROM users WHERE folded IS NULL LIMIT ?",
                row -> new Named(row.getString(1), row.getString(2)),
                STEP);
    }
}
