package io.parley.store.sqlite;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Origin;
import io.parley.port.Scope;
import io.parley.port.ServiceKeys;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Backends' keys in their table. */
final class SqliteServiceKeys implements ServiceKeys {
    private static final int WEIGHT = 500;
    private static final String KEY = "SELECT id, name, scopes, hash, created_at FROM service_keys ";

    private final Writer writer;
    private final Readers readers;
    private final long epoch;

    SqliteServiceKeys(Writer writer, Readers readers, long epoch) {
        this.writer = writer;
        this.readers = readers;
        this.epoch = epoch;
    }

    @Override
    public Future<Addition> add(ServiceKey key) {
        return writer.submit(new Write<>(WEIGHT, batch -> add(batch, key), null));
    }

    private Addition add(Batch batch, ServiceKey key) throws SQLException {
        Sql sql = batch.sql();
        if (key.equals(find(sql, key.id()))) {
            return Addition.ADDED;
        }
        if (sql.number(0, "SELECT count(*) FROM service_keys") >= MAX) {
            return Addition.FULL;
        }
        Account account = new Account(key.name(), key.name(), key.createdAt(), new Origin.Service());
        if (!SqliteAccounts.register(batch, account, epoch)) {
            Account there = SqliteAccounts.find(sql, key.name());
            if (there == null || !there.isService()) {
                return Addition.TAKEN;
            }
        }
        sql.update(
                "INSERT INTO service_keys (id, name, scopes, hash, created_at) VALUES (?, ?, ?, ?, ?)",
                key.id(),
                key.name(),
                key.scopes().stream().map(Scope::wireName).sorted().collect(Collectors.joining(" ")),
                key.hash(),
                key.createdAt());
        return Addition.ADDED;
    }

    @Override
    public Future<@Nullable ServiceKey> key(String id) {
        return readers.read(sql -> find(sql, id));
    }

    private static @Nullable ServiceKey find(Sql sql, String id) throws SQLException {
        return sql.first(KEY + "WHERE id = ?", SqliteServiceKeys::key, id);
    }

    @Override
    public Future<List<ServiceKey>> all() {
        return readers.read(sql -> sql.all(KEY + "ORDER BY name, id", SqliteServiceKeys::key));
    }

    private static ServiceKey key(ResultSet row) throws SQLException {
        return new ServiceKey(
                row.getString(1), row.getString(2), scopes(row.getString(3)), row.getString(4), row.getLong(5));
    }

    /** Those of a newer version are left out. */
    private static Set<Scope> scopes(String names) {
        return Arrays.stream(names.split(" ", -1))
                .map(Scope::of)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Future<Boolean> remove(String id) {
        return writer.submit(new Write<>(
                WEIGHT, batch -> batch.sql().update("DELETE FROM service_keys WHERE id = ?", id) > 0, null));
    }
}
