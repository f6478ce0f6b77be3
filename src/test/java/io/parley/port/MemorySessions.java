package io.parley.port;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sign-ins of the {@link MemoryStore}. */
final class MemorySessions implements Sessions {
    private static final class Row {
        private Session session;
        private final @Nullable String key;
        private @Nullable String current;
        private @Nullable String previous;
        private @Nullable String salt;
        private boolean ended;

        private Row(Session session, @Nullable Family family) {
            this.session = session;
            this.key = family == null ? null : family.key();
            this.current = family == null ? null : family.current();
        }
    }

    private final MemoryStore store;
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, Ticket> tickets = new HashMap<>();

    MemorySessions(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<@Nullable List<String>> begin(Session session, Family family, @Nullable String passwordHash) {
        return store.answer(() -> {
            store.commit(List.of());
            Accounts.Account account = store.accounts.get(session.user());
            if (account == null || !Objects.equals(account.passwordHash(), passwordHash)) {
                return null;
            }
            rows.putIfAbsent(session.id(), new Row(session, family));
            return endBeyond(session.user());
        });
    }

    @Override
    public Future<@Nullable List<String>> keep(Session session) {
        return store.answer(() -> {
            store.commit(List.of());
            Row row = rows.computeIfAbsent(session.id(), id -> new Row(session, null));
            Session old = row.session;
            if (!store.accounts.containsKey(session.user())
                    || row.ended
                    || row.key != null
                    || !old.user().equals(session.user())) {
                return null;
            }
            row.session = new Session(
                    old.id(),
                    old.user(),
                    old.device(),
                    old.createdAt(),
                    Math.max(old.lastSeen(), session.lastSeen()),
                    Math.max(old.expiresAt(), session.expiresAt()),
                    Math.max(old.endsAt(), session.endsAt()));
            return endBeyond(session.user());
        });
    }

    private List<Row> latest(String user) {
        return rows.values().stream()
                .filter(row -> row.session.user().equals(user) && !row.ended)
                .sorted(Comparator.comparingLong((Row row) -> -row.session.lastSeen())
                        .thenComparing(row -> row.session.id()))
                .toList();
    }

    private List<String> endBeyond(String user) {
        return end(latest(user).stream()
                .filter(row -> row.session.expiresAt() > store.now())
                .skip(MAX_PER_USER)
                .toList());
    }

    private static List<String> end(List<Row> those) {
        List<String> ended = new ArrayList<>();
        for (Row row : those) {
            row.ended = true;
            ended.add(row.session.id());
        }
        return ended;
    }

    /** With the store's lock held. */
    List<String> endAll(String user, String kept) {
        return end(latest(user).stream()
                .filter(row -> !row.session.id().equals(kept))
                .toList());
    }

    private @Nullable Row live(String id) {
        Row row = rows.get(id);
        return row == null || row.ended || row.session.expiresAt() <= store.now() ? null : row;
    }

    @Override
    public Future<@Nullable Live> session(String id) {
        return store.answer(() -> {
            Row row = live(id);
            Accounts.Account account = row == null ? null : store.accounts.get(row.session.user());
            return row == null || account == null ? null : new Live(row.session, account.admin());
        });
    }

    @Override
    public Future<List<Session>> of(String user) {
        return store.answer(() -> latest(user).stream()
                .map(row -> row.session)
                .filter(session -> session.expiresAt() > store.now())
                .limit(MAX_PER_USER)
                .toList());
    }

    @Override
    public Future<@Nullable Family> family(String session) {
        return store.answer(() -> {
            Row row = rows.get(session);
            return row == null || row.key == null || row.current == null ? null : new Family(row.key, row.current);
        });
    }

    @Override
    public Future<Turned> turn(Turn turn) {
        return store.answer(() -> {
            store.commit(List.of());
            Row row = live(turn.session());
            return row == null ? new Turned.Nothing() : turn(row, turn);
        });
    }

    private Turned turn(Row row, Turn turn) {
        Session old = row.session;
        long now = store.now();
        if (turn.presented().equals(row.current)) {
            row.previous = row.current;
            row.current = turn.next();
            row.salt = turn.salt();
            long expiresAt = Math.min(old.endsAt(), now + turn.life());
            row.session =
                    new Session(old.id(), old.user(), old.device(), old.createdAt(), now, expiresAt, old.endsAt());
            return new Turned.Renewed(row.session, turn.salt());
        }
        String salt = row.salt;
        if (salt != null && turn.presented().equals(row.previous) && now - old.lastSeen() <= GRACE.toMillis()) {
            return new Turned.Renewed(old, salt);
        }
        row.ended = true;
        return new Turned.Ended(old);
    }

    @Override
    public Future<Boolean> end(String user, String session) {
        return store.answer(() -> {
            store.commit(List.of());
            Row row = live(session);
            boolean goesOn = row != null && row.session.user().equals(user);
            if (row != null && goesOn) {
                row.ended = true;
            }
            return goesOn;
        });
    }

    @Override
    public Future<Void> grant(Ticket ticket) {
        return store.answer(() -> {
            store.commit(List.of());
            tickets.putIfAbsent(ticket.hash(), ticket);
            return null;
        });
    }

    @Override
    public Future<@Nullable Ticket> spend(String hash) {
        return store.answer(() -> {
            store.commit(List.of());
            Ticket ticket = tickets.get(hash);
            if (ticket == null || ticket.spendBy() <= store.now()) {
                return null;
            }
            tickets.remove(hash);
            return live(ticket.session()) == null ? null : ticket;
        });
    }
}
