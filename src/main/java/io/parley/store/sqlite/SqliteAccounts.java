package io.parley.store.sqlite;

import io.parley.port.Accounts;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users in their table. */
final class SqliteAccounts implements Accounts {
    private static final int WEIGHT = 500;
    private static final String ACCOUNT = "SELECT id, display_name, password_hash, created_at, admin, avatar, status, "
            + "issuer, subject, service FROM users WHERE deleted = 0 AND ";

    static final String BY_ID = ACCOUNT + "id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3";
    /** Of others than those. */
    static final String BY_NAME =
            ACCOUNT + "folded >= ?1 AND folded < ?2 AND NOT (id >= ?1 AND id < ?2) ORDER BY folded, id LIMIT ?3";

    private final Writer writer;
    private final Readers readers;
    private final long epoch;

    /** @param epoch of the rooms that are made with accounts */
    SqliteAccounts(Writer writer, Readers readers, long epoch) {
        this.writer = writer;
        this.readers = readers;
        this.epoch = epoch;
    }

    @Override
    public Future<Boolean> register(Account account) {
        return write(account.id(), batch -> register(batch, account, epoch));
    }

    static boolean register(Batch batch, Account account, long epoch) throws SQLException {
        Origin.@Nullable Issued issued = account.origin() instanceof Origin.Issued is ? is : null;
        batch.touch(account.id());
        Sql sql = batch.sql();
        int inserted = sql.update(
                "INSERT INTO users (id, display_name, folded, password_hash, created_at, admin, avatar, status,"
                        + " issuer, subject, service) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                account.id(),
                account.displayName(),
                Folded.of(account.displayName()),
                account.passwordHash(),
                account.createdAt(),
                account.admin(),
                account.avatar(),
                account.status(),
                issued == null ? null : issued.issuer(),
                issued == null ? null : issued.subject(),
                account.isService());
        if (inserted == 1) {
            Inboxes.open(sql, account.id(), epoch, batch.now());
            return true;
        }
        return account.equals(find(sql, account.id()));
    }

    @Override
    public Future<@Nullable Account> account(String user) {
        return readers.read(sql -> find(sql, user));
    }

    static @Nullable Account find(Sql sql, String user) throws SQLException {
        return sql.first(ACCOUNT + "id = ?", SqliteAccounts::account, user);
    }

    @Override
    public Future<List<Account>> search(String query, int limit) {
        String from = Folded.of(query);
        String to = Folded.end(from);
        return readers.read(sql -> {
            List<Account> found = sql.all(BY_ID, SqliteAccounts::account, from, to, limit);
            if (found.size() < limit) {
                found.addAll(sql.all(BY_NAME, SqliteAccounts::account, from, to, limit - found.size()));
                found.sort(Comparator.comparing(Account::id));
            }
            return found;
        });
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getBoolean(5),
                row.getString(6),
                row.getString(7),
                origin(row));
    }

    private static @Nullable Origin origin(ResultSet row) throws SQLException {
        String issuer = row.getString(8);
        if (issuer != null) {
            return new Origin.Issued(issuer, row.getString(9));
        }
        return row.getBoolean(10) ? new Origin.Service() : null;
    }

    @Override
    public Future<@Nullable Account> change(String user, Profile profile) {
        return write(user, batch -> {
            String name = profile.displayName();
            batch.sql()
                    .update(
                            "UPDATE users SET display_name = ifnull(?, display_name), folded = ifnull(?, folded), "
                                    + "avatar = nullif(ifnull(?, avatar), ''), status = nullif(ifnull(?, status), '') "
                                    + "WHERE id = ? AND deleted = 0",
                            name,
                            name == null ? null : Folded.of(name),
                            profile.avatar(),
                            profile.status(),
                            user);
            return find(batch.sql(), user);
        });
    }

    @Override
    public Future<@Nullable List<String>> changePassword(String user, String from, String to, String kept) {
        return write(user, batch -> {
            int changed = batch.sql()
                    .update(
                            "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ? AND deleted = 0",
                            to,
                            user,
                            from);
            return changed == 0 ? null : SqliteSessions.endAll(batch, user, kept);
        });
    }

    @Override
    public Future<List<String>> delete(String user) {
        Future<List<String>> ended = write(user, batch -> {
            batch.sql()
                    .update(
                            "UPDATE users SET deleted = 1, display_name = '', folded = '', password_hash = NULL, admin"
                                    + " = 0, avatar = NULL, status = NULL, issuer = NULL, subject = NULL WHERE id = ?",
                            user);
            Inboxes.close(batch, user);
            return SqliteSessions.endAll(batch, user, "");
        });
        return ended.onSuccess(all -> Inboxes.erase(writer));
    }

    private <T> Future<T> write(String user, Write.Work<T> work) {
        Write.Work<T> named = batch -> {
            batch.touch(user);
            return work.apply(batch);
        };
        return writer.submit(new Write<>(WEIGHT, named, null));
    }
}
