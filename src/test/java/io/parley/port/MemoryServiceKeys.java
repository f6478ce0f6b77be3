package io.parley.port;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Origin;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of backends in the {@link MemoryStore}. */
final class MemoryServiceKeys implements ServiceKeys {
    private final MemoryStore store;
    private final MemoryAccounts accounts;
    private final Map<String, ServiceKey> keys = new HashMap<>();

    MemoryServiceKeys(MemoryStore store, MemoryAccounts accounts) {
        this.store = store;
        this.accounts = accounts;
    }

    @Override
    public Future<Addition> add(ServiceKey key) {
        return store.answer(() -> {
            store.commit(List.of());
            if (key.equals(keys.get(key.id()))) {
                return Addition.ADDED;
            }
            if (keys.size() >= MAX) {
                return Addition.FULL;
            }
            accounts.add(new Account(key.name(), key.name(), key.createdAt(), new Origin.Service()));
            Account there = store.accounts.get(key.name());
            if (there == null || !there.isService()) {
                return Addition.TAKEN;
            }
            keys.put(key.id(), key);
            return Addition.ADDED;
        });
    }

    @Override
    public Future<@Nullable ServiceKey> key(String id) {
        return store.answer(() -> keys.get(id));
    }

    @Override
    public Future<List<ServiceKey>> all() {
        return store.answer(() -> keys.values().stream()
                .sorted(Comparator.comparing(ServiceKey::name).thenComparing(ServiceKey::id))
                .toList());
    }

    @Override
    public Future<Boolean> remove(String id) {
        return store.answer(() -> {
            store.commit(List.of());
            return keys.remove(id) != null;
        });
    }
}
