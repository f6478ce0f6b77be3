package io.parley.port;

import io.parley.room.Inbox;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The accounts of the {@link MemoryStore}. */
final class MemoryAccounts implements Accounts {
    private final MemoryStore store;

    MemoryAccounts(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<Boolean> register(Account account) {
        return write(account.id(), () -> add(account));
    }

    /** With the store's lock held. */
    boolean add(Account account) {
        if (store.deleted.contains(account.id())) {
            return false;
        }
        Account before = store.accounts.putIfAbsent(account.id(), account);
        String inbox = Inbox.of(account.id());
        store.rooms.computeIfAbsent(inbox, id -> new MemoryRoom(id, RoomKind.INBOX, store.epoch(), store.now()));
        return before == null || before.equals(account);
    }

    @Override
    public Future<@Nullable Account> account(String user) {
        return store.answer(() -> store.accounts.get(user));
    }

    @Override
    public Future<List<Account>> search(String query, int limit) {
        return store.answer(() -> Stream.concat(
                        store.accounts.values().stream().filter(account -> begins(account.id(), query)),
                        store.accounts.values().stream()
                                .filter(account -> begins(account.displayName(), query))
                                .sorted(Comparator.comparing(
                                        account -> account.displayName().toLowerCase(Locale.ROOT))))
                .distinct()
                .limit(limit)
                .sorted(Comparator.comparing(Account::id))
                .toList());
    }

    @Override
    public Future<@Nullable Account> change(String user, Profile profile) {
        return write(user, () -> store.accounts.computeIfPresent(user, (id, old) -> old.with(profile)));
    }

    @Override
    public Future<@Nullable List<String>> changePassword(String user, String from, String to, String kept) {
        return write(user, () -> {
            Account old = store.accounts.get(user);
            if (old == null || !from.equals(old.passwordHash())) {
                return null;
            }
            store.accounts.put(
                    user,
                    new Account(
                            user,
                            old.displayName(),
                            to,
                            old.createdAt(),
                            old.admin(),
                            old.avatar(),
                            old.status(),
                            null));
            return store.sessions.endAll(user, kept);
        });
    }

    @Override
    public Future<List<String>> delete(String user) {
        return write(user, () -> {
            if (store.accounts.remove(user) != null) {
                store.deleted.add(user);
                store.rooms.computeIfPresent(Inbox.of(user), (id, inbox) -> inbox.closed());
            }
            return store.sessions.endAll(user, "");
        });
    }

    private <T> Future<T> write(String user, Supplier<T> work) {
        return store.answer(() -> {
            T result = work.get();
            store.commit(List.of(), List.of(user));
            return result;
        });
    }

    private static boolean begins(String text, String query) {
        return text.toLowerCase(Locale.ROOT).startsWith(query.toLowerCase(Locale.ROOT));
    }
}
