package io.parley.store.sqlite;

import io.parley.port.Accounts;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users and sessions in their tables. */
final class SqliteAccounts implements Accounts {
    private static final int WEIGHT = 500;
    private static final String ACCOUNT = "SELECT id, display_name, password_hash, created_at FROM users WHERE ";

    private final Writer writer;
    private final Readers readers;
    private final InstantSource clock;

    SqliteAccounts(Writer writer, Readers readers, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public Future<Boolean> register(Account account) {
        Write.Work<Boolean> work = batch -> {
            int inserted = batch.sql()
                    .update(
                            "INSERT INTO users (id, display_name, password_hash, created_at) "
                                    + "VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                            account.id(),
                            account.displayName(),
                            account.passwordHash(),
                            account.createdAt());
            return inserted == 1 || account.equals(find(batch.sql(), account.id()));
        };
        return writer.submit(new Write<>(WEIGHT, work, null));
    }

    @Override
    public Future<@Nullable Account> account(String user) {
        return readers.read(sql -> find(sql, user));
    }

    private static @Nullable Account find(Sql sql, String user) throws SQLException {
        return sql.first(ACCOUNT + "id = ?", SqliteAccounts::account, user);
    }

    @Override
    public Future<List<Account>> search(String query, int limit) {
        String pattern = Sql.literal(query) + "%";
        return readers.read(sql -> sql.all(
                ACCOUNT + "id LIKE ? ESCAPE '\\' OR display_name LIKE ? ESCAPE '\\' ORDER BY id LIMIT ?",
                SqliteAccounts::account,
                pattern,
                pattern,
                limit));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
    }

    /** Sweeps away a few sessions whose time has come, so that they never pile up. */
    @Override
    public Future<Void> begin(Session session) {
        Write.Work<Void> work = batch -> {
            Sql sql = batch.sql();
            sql.update(
                    "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= ? LIMIT 4)",
                    batch.now());
            sql.update(
                    "INSERT INTO sessions (id, user, device, created_at, expires_at) VALUES (?, ?, ?, ?, ?) ON"
                            + " CONFLICT DO NOTHING",
                    session.id(),
                    session.user(),
                    session.device(),
                    session.createdAt(),
                    session.expiresAt());
            return null;
        };
        return writer.submit(new Write<>(WEIGHT, work, null)).mapEmpty();
    }

    @Override
    public Future<@Nullable Session> session(String id) {
        long now = clock.millis();
        return readers.read(sql -> sql.first(
                "SELECT id, user, device, created_at, expires_at FROM sessions "
                        + "WHERE id = ? AND ended = 0 AND expires_at > ?",
                row -> new Session(
                        row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5)),
                id,
                now));
    }

    @Override
    public Future<Void> end(String session) {
        Write.Work<Void> work = batch -> {
            batch.sql().update("UPDATE sessions SET ended = 1 WHERE id = ?", session);
            return null;
        };
        return writer.submit(new Write<>(WEIGHT, work, null)).mapEmpty();
    }
}
