package io.parley.port;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The accounts of the {@link MemoryStore}. */
final class MemoryAccounts implements Accounts {
    private final MemoryStore store;
    private final Set<String> ended = new HashSet<>();

    MemoryAccounts(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<Boolean> register(Account account) {
        return store.answer(() -> {
            Account before = store.accounts.putIfAbsent(account.id(), account);
            store.commit(List.of());
            return before == null || before.equals(account);
        });
    }

    @Override
    public Future<@Nullable Account> account(String user) {
        return store.answer(() -> store.accounts.get(user));
    }

    @Override
    public Future<List<Account>> search(String query, int limit) {
        return store.answer(() -> store.accounts.values().stream()
                .filter(account -> begins(account.id(), query) || begins(account.displayName(), query))
                .limit(limit)
                .toList());
    }

    @Override
    public Future<Void> begin(Session session) {
        return store.answer(() -> {
            if (!ended.contains(session.id())) {
                store.sessions.putIfAbsent(session.id(), session);
            }
            store.commit(List.of());
            return null;
        });
    }

    @Override
    public Future<@Nullable Session> session(String id) {
        return store.answer(() -> {
            Session session = store.sessions.get(id);
            return session == null || session.expiresAt() <= store.now() ? null : session;
        });
    }

    @Override
    public Future<Void> end(String session) {
        return store.answer(() -> {
            if (store.sessions.remove(session) != null) {
                ended.add(session);
            }
            store.commit(List.of());
            return null;
        });
    }

    private static boolean begins(String text, String query) {
        return text.toLowerCase(Locale.ROOT).startsWith(query.toLowerCase(Locale.ROOT));
    }
}
