package io.parley.store.sqlite;

import io.parley.port.Catalog;
import io.vertx.core.Future;
import java.util.List;

/** All ids, read from the indexes that hold them alone or first. */
final class SqliteCatalog implements Catalog {
    static final String ROOMS = "SELECT id FROM rooms WHERE id > ? AND id NOT LIKE '@%' ORDER BY id LIMIT ?";
    static final String USERS = "SELECT id FROM users WHERE id > ? ORDER BY id LIMIT ?";

    private final Readers readers;

    SqliteCatalog(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Future<List<String>> rooms(String after, int limit) {
        return page(ROOMS, after, limit);
    }

    @Override
    public Future<List<String>> users(String after, int limit) {
        return page(USERS, after, limit);
    }

    private Future<List<String>> page(String query, String after, int limit) {
        return readers.read(sql -> sql.all(query, row -> row.getString(1), after, limit));
    }
}
