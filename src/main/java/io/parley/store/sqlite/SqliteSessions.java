package io.parley.store.sqlite;

import io.parley.port.Accounts.Account;
import io.parley.port.Sessions;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sign-ins in their table, with the tickets that they gave out. */
final class SqliteSessions implements Sessions {
    private static final int WEIGHT = 500;
    private static final String COLUMNS = "s.id, s.user, s.device, s.created_at, s.seen_at, s.expires_at, s.ends_at";
    private static final String LIVE = "s.ended = 0 AND s.expires_at > ?";

    private final Writer writer;
    private final Readers readers;
    private final InstantSource clock;

    SqliteSessions(Writer writer, Readers readers, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    @Override
    public Future<@Nullable List<String>> begin(Session session, Family family, @Nullable String passwordHash) {
        return write(batch -> {
            Sql sql = batch.sql();
            sweep(batch);
            Account account = SqliteAccounts.find(sql, session.user());
            if (account == null || !Objects.equals(account.passwordHash(), passwordHash)) {
                return null;
            }
            sql.update(
                    "INSERT INTO sessions (id, user, device, created_at, seen_at, expires_at, ends_at, family, current)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    session.id(),
                    session.user(),
                    session.device(),
                    session.createdAt(),
                    session.lastSeen(),
                    session.expiresAt(),
                    session.endsAt(),
                    family.key(),
                    family.current());
            return endBeyond(batch, session.user());
        });
    }

    /** A few sessions whose time has come: they never pile up. */
    private static void sweep(Batch batch) throws SQLException {
        batch.sql()
                .update(
                        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= ? LIMIT 4)",
                        batch.now());
    }

    @Override
    public Future<@Nullable List<String>> keep(Session session) {
        return write(batch -> {
            sweep(batch);
            if (SqliteAccounts.find(batch.sql(), session.user()) == null) {
                return null;
            }
            int kept = batch.sql()
                    .update(
                            "INSERT INTO sessions (id, user, device, created_at, seen_at, expires_at, ends_at) "
                                    + "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                                    + "seen_at = max(seen_at, excluded.seen_at), "
                                    + "expires_at = max(expires_at, excluded.expires_at), "
                                    + "ends_at = max(ends_at, excluded.ends_at) "
                                    + "WHERE ended = 0 AND user = excluded.user AND family IS NULL",
                            session.id(),
                            session.user(),
                            session.device(),
                            session.createdAt(),
                            session.lastSeen(),
                            session.expiresAt(),
                            session.endsAt());
            return kept == 0 ? null : endBeyond(batch, session.user());
        });
    }

    private static List<String> endBeyond(Batch batch, String user) throws SQLException {
        return batch.sql()
                .all(
                        "UPDATE sessions SET ended = 1 WHERE id IN (SELECT id FROM sessions WHERE user = ? AND ended ="
                                + " 0 AND expires_at > ? ORDER BY seen_at DESC LIMIT -1 OFFSET ?) RETURNING id",
                        row -> row.getString(1),
                        user,
                        batch.now(),
                        MAX_PER_USER);
    }

    /** The ids of those that it ended. */
    static List<String> endAll(Batch batch, String user, String kept) throws SQLException {
        return batch.sql()
                .all(
                        "UPDATE sessions SET ended = 1 WHERE user = ? AND ended = 0 AND id <> ? RETURNING id",
                        row -> row.getString(1),
                        user,
                        kept);
    }

    @Override
    public Future<@Nullable Live> session(String id) {
        long now = clock.millis();
        return readers.read(sql -> sql.first(
                "SELECT " + COLUMNS + ", u.admin FROM sessions s JOIN users u ON u.id = s.user AND u.deleted = 0 "
                        + "WHERE s.id = ? AND " + LIVE,
                row -> new Live(session(row), row.getBoolean(8)),
                id,
                now));
    }

    @Override
    public Future<List<Session>> of(String user) {
        long now = clock.millis();
        return readers.read(sql -> sql.all(
                "SELECT " + COLUMNS + " FROM sessions s WHERE s.user = ? AND " + LIVE
                        + " ORDER BY s.seen_at DESC, s.id LIMIT ?",
                SqliteSessions::session,
                user,
                now,
                MAX_PER_USER));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    @Override
    public Future<@Nullable Family> family(String session) {
        return readers.read(sql -> sql.first(
                "SELECT family, current FROM sessions WHERE id = ? AND family IS NOT NULL",
                row -> new Family(row.getString(1), row.getString(2)),
                session));
    }

    @Override
    public Future<Turned> turn(Turn turn) {
        return write(batch -> Renewal.of(batch, turn));
    }

    static @Nullable Session live(Batch batch, String id) throws SQLException {
        return batch.sql()
                .first(
                        "SELECT " + COLUMNS + " FROM sessions s WHERE s.id = ? AND " + LIVE,
                        SqliteSessions::session,
                        id,
                        batch.now());
    }

    static boolean end(Batch batch, String user, String session) throws SQLException {
        return batch.sql()
                        .update(
                                "UPDATE sessions SET ended = 1 WHERE id = ? AND user = ? AND ended = 0 AND expires_at"
                                        + " > ?",
                                session,
                                user,
                                batch.now())
                > 0;
    }

    @Override
    public Future<Boolean> end(String user, String session) {
        return write(batch -> end(batch, user, session));
    }

    /** Sweeps away a few tickets whose time has come. */
    @Override
    public Future<Void> grant(Ticket ticket) {
        return this.<Void>write(batch -> {
            Sql sql = batch.sql();
            sql.update(
                    "DELETE FROM tickets WHERE hash IN (SELECT hash FROM tickets WHERE spend_by <= ? LIMIT 4)",
                    batch.now());
            sql.update(
                    "INSERT INTO tickets (hash, session, user, spend_by, until) VALUES (?, ?, ?, ?, ?) "
                            + "ON CONFLICT DO NOTHING",
                    ticket.hash(),
                    ticket.session(),
                    ticket.user(),
                    ticket.spendBy(),
                    ticket.until());
            return null;
        });
    }

    @Override
    public Future<@Nullable Ticket> spend(String hash) {
        return write(batch -> {
            Ticket ticket = batch.sql()
                    .first(
                            "DELETE FROM tickets WHERE hash = ? AND spend_by > ? "
                                    + "RETURNING session, user, spend_by, until",
                            row -> new Ticket(hash, row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)),
                            hash,
                            batch.now());
            return ticket == null || live(batch, ticket.session()) == null ? null : ticket;
        });
    }

    private <T> Future<T> write(Write.Work<T> work) {
        return writer.submit(new Write<>(WEIGHT, work, null));
    }
}
