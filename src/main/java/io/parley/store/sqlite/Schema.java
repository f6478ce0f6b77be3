package io.parley.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema of this version. */
final class Schema {
    /** The {@code user_version} that the last migration sets. */
    static final int VERSION = 9;
    /** About 0.2 s of a start. */
    private static final long CHECKED_BYTES = 64L << 20;

    private Schema() {}

    /**
     * A database up to {@link #CHECKED_BYTES} is looked through whole; of a larger one, damage in its midst shows when it is
     * read, and then ends the process.
     */
    static void check(Sql sql, Path database) throws SQLException, IOException, StoreUnusable {
        if (Files.size(database) > CHECKED_BYTES) {
            return;
        }
        String found = sql.first("PRAGMA quick_check(1)", row -> row.getString(1));
        if (!"ok".equals(found)) {
            throw new StoreUnusable("the database " + database + " is malformed: " + found, null);
        }
    }

    /** @param sql the writing connection, with no transaction begun */
    static void migrate(Sql sql, Path database) throws SQLException, StoreUnusable {
        long found = sql.number(0, "PRAGMA user_version");
        if (found > VERSION) {
            throw new StoreUnusable(
                    "the database " + database + " was written by a newer version: its schema is " + found
                            + ", this version knows " + VERSION,
                    null);
        }
        if (found == VERSION) {
            return;
        }
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource("jdbc:sqlite:" + database, null, null)
                    .locations("classpath:db/sqlite")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnusable(
                    "the database " + database + " can't be brought to schema " + VERSION + ": " + e, e);
        }
    }
}
