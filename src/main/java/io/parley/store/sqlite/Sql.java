package io.parley.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** One connection, and its statements, each prepared once. Confined to the thread that uses it. */
final class Sql implements AutoCloseable {
    static final int BUSY_TIMEOUT_MS = 5_000;

    /** Reads one row of a result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Sees rows one by one, until it returns false. */
    interface Visitor {
        boolean visit(ResultSet row) throws SQLException;
    }

    private interface Use {
        int of(PreparedStatement bound) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    private Sql(Connection connection) {
        this.connection = connection;
    }

    static Sql writing(Path database) throws SQLException {
        SQLiteConfig config = config();
        config.setPageSize(4096);
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setJournalSizeLimit(64 << 20);
        config.setWalAutocheckpoint(16_000);
        config.setCacheSize(-65_536);
        Sql sql = new Sql(config.createConnection("jdbc:sqlite:" + database));
        sql.execute("PRAGMA secure_delete = ON");
        return sql;
    }

    static Sql reading(Path database) throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        config.setCacheSize(-16_384);
        return new Sql(config.createConnection("jdbc:sqlite:" + database));
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setGetGeneratedKeys(false);
        return config;
    }

    void execute(String statement) throws SQLException {
        try (Statement once = connection.createStatement()) {
            once.execute(statement);
        }
    }

    /** @return how many rows it changed */
    int update(String statement, @Nullable Object... values) throws SQLException {
        return with(statement, values, PreparedStatement::executeUpdate);
    }

    <T> @Nullable T first(String query, Row<T> row, @Nullable Object... values) throws SQLException {
        List<T> found = new ArrayList<>(1);
        each(
                query,
                result -> {
                    found.add(row.read(result));
                    return false;
                },
                values);
        return found.isEmpty() ? null : found.getFirst();
    }

    <T> List<T> all(String query, Row<T> row, @Nullable Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        each(query, result -> found.add(row.read(result)), values);
        return found;
    }

    void each(String query, Visitor visitor, @Nullable Object... values) throws SQLException {
        with(query, values, bound -> {
            try (ResultSet result = bound.executeQuery()) {
                boolean more = true;
                while (more && result.next()) {
                    more = visitor.visit(result);
                }
                return 0;
            }
        });
    }

    /** The first number that the query finds, or {@code otherwise} where it finds none. */
    long number(long otherwise, String query, @Nullable Object... values) throws SQLException {
        Long found = first(query, row -> row.getLong(1), values);
        return found == null ? otherwise : found;
    }

    static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** {@code text} as a pattern of {@code LIKE … ESCAPE '\\'} that matches only itself. */
    static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private int with(String statement, @Nullable Object[] values, Use use) throws SQLException {
        PreparedStatement bound = prepared.get(statement);
        if (bound == null) {
            bound = connection.prepareStatement(statement);
            prepared.put(statement, bound);
        }
        try {
            bind(bound, values);
            return use.of(bound);
        } catch (SQLException e) {
            // The driver finalizes a statement that failed, without saying so.
            prepared.remove(statement);
            bound.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement bound, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case null -> bound.setNull(i + 1, Types.NULL);
                case String text -> bound.setString(i + 1, text);
                case Long number -> bound.setLong(i + 1, number);
                case Integer number -> bound.setInt(i + 1, number);
                case Boolean flag -> bound.setInt(i + 1, flag ? 1 : 0);
                default -> throw new IllegalArgumentException("not a value of this store: " + values[i]);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
