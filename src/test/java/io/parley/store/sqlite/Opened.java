package io.parley.store.sqlite;

import io.parley.json.JsonContent;
import io.parley.port.Accounts;
import io.parley.port.Catalog;
import io.parley.port.Commit;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.Owed;
import io.parley.port.Rooms;
import io.parley.port.Search;
import io.parley.port.ServiceKeys;
import io.parley.port.Sessions;
import io.parley.port.TestStore;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;

/** A {@link SqliteStore} in a test's directory, which can be closed and opened again. */
@NullUnmarked
final class Opened implements TestStore {
    final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private final Path dir;
    private final SqliteSettings settings;
    private final SqliteStore.Environment environment;
    private SqliteStore store;

    Opened(Path dir, SqliteSettings settings, InstantSource clock, Consumer<Commit> committed) throws StoreUnusable {
        this.dir = dir;
        this.settings = settings;
        this.environment = new SqliteStore.Environment(new JsonContent(), clock, committed, fatal::add, Meter.NONE);
        this.store = SqliteStore.open(dir, settings, environment);
    }

    static Opened in(Path dir) throws StoreUnusable {
        return new Opened(dir, SqliteSettings.defaults(), InstantSource.system(), commit -> {});
    }

    @Override
    public Log log() {
        return store.log();
    }

    @Override
    public Rooms rooms() {
        return store.rooms();
    }

    @Override
    public Search search() {
        return store.search();
    }

    @Override
    public Accounts accounts() {
        return store.accounts();
    }

    @Override
    public Owed owed() {
        return store.owed();
    }

    @Override
    public Sessions sessions() {
        return store.sessions();
    }

    @Override
    public ServiceKeys serviceKeys() {
        return store.serviceKeys();
    }

    @Override
    public Catalog catalog() {
        return store.catalog();
    }

    @Override
    public void trim(String room, long oldest) {
        await(store.trim(room, oldest));
    }

    /** As after a start on a database that has been replaced by an older one: the side file is ahead of it. */
    @Override
    public void newEpoch() {
        close();
        Path side = dir.resolve("commits");
        try {
            Mark mark = Mark.read(side);
            new Mark(mark.epoch(), mark.commits() + 1).write(side);
            reopen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void reopen() {
        try {
            store = SqliteStore.open(dir, settings, environment);
        } catch (StoreUnusable e) {
            throw new IllegalStateException(e);
        }
    }

    Future<Void> backup(Path file) {
        return store.backup(file);
    }

    Future<Void> closing() {
        return store.close();
    }

    @Override
    public void close() {
        await(closing());
    }

    private static void await(Future<Void> future) {
        try {
            future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 20 s", e);
        }
    }
}
