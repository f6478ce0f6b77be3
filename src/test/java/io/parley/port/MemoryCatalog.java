package io.parley.port;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All ids of the {@link MemoryStore}. */
final class MemoryCatalog implements Catalog {
    private final MemoryStore store;

    MemoryCatalog(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<List<String>> rooms(String after, int limit) {
        return store.answer(() -> page(
                store.rooms.keySet().stream().filter(id -> !id.startsWith("@")).toList(), after, limit));
    }

    @Override
    public Future<List<String>> users(String after, int limit) {
        return store.answer(() -> {
            Set<String> ids = new HashSet<>(store.accounts.keySet());
            ids.addAll(store.deleted);
            return page(ids, after, limit);
        });
    }

    private static List<String> page(Collection<String> ids, String after, int limit) {
        return ids.stream()
                .filter(id -> id.compareTo(after) > 0)
                .sorted()
                .limit(limit)
                .toList();
    }
}
