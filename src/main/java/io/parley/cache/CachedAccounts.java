package io.parley.cache;

import io.parley.port.Accounts;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts, remembered; what changes them goes to the store, whose commits name them. */
final class CachedAccounts implements Accounts {
    private final Accounts store;
    private final Answers<String, Account> accounts;
    private final KnownIds ids;

    CachedAccounts(Accounts store, Answers<String, Account> accounts, KnownIds ids) {
        this.store = store;
        this.accounts = accounts;
        this.ids = ids;
    }

    @Override
    public Future<Boolean> register(Account account) {
        return store.register(account);
    }

    @Override
    public Future<@Nullable Account> account(String user) {
        if (!ids.mayBe(user)) {
            return Future.succeededFuture();
        }
        Answers.Asked<Account> asked = accounts.ask(user);
        if (asked.isOwed()) {
            store.account(user).onComplete(asked::settle);
        }
        return asked.answer();
    }

    @Override
    public Future<List<Account>> search(String query, int limit) {
        return store.search(query, limit);
    }

    @Override
    public Future<@Nullable Account> change(String user, Profile profile) {
        return store.change(user, profile);
    }

    @Override
    public Future<@Nullable List<String>> changePassword(String user, String from, String to, String kept) {
        return store.changePassword(user, from, to, kept);
    }

    @Override
    public Future<List<String>> delete(String user) {
        return store.delete(user);
    }
}
