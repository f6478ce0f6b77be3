package io.parley.cache;

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
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A store with its caches over it, wired as on a node; its time stands still. */
public final class CachedStore implements TestStore {
    private static final CacheSettings SETTINGS = new CacheSettings(10_000, 10_000, 16 << 20);

    /** Opens the store, whose commits go to the consumer. */
    public interface Opening {
        TestStore open(Consumer<Commit> committed) throws Exception;
    }

    final AtomicLong nanos = new AtomicLong();
    final Caches caches;
    private final TestStore store;
    private volatile boolean deaf;

    private CachedStore(InstantSource clock, Opening opening, Consumer<Commit> committed) throws Exception {
        caches = new Caches(SETTINGS, clock, nanos::get, Meter.NONE);
        store = opening.open(commit -> {
            if (!deaf) {
                caches.hear(commit);
            }
            committed.accept(commit);
        });
    }

    public static CachedStore over(InstantSource clock, Opening opening, Consumer<Commit> committed) throws Exception {
        CachedStore cached = new CachedStore(clock, opening, committed);
        cached.caches.open(cached.store.log(), cached.store.catalog()).await();
        return cached;
    }

    /** As long as it is, commits are not heard: as if another node had made them, and the feed had lost them. */
    void deaf(boolean will) {
        deaf = will;
    }

    /** As time passes, with a beat at the end of it. */
    void beatAfter(long millis) {
        nanos.addAndGet(millis * 1_000_000);
        caches.look(store.log(), store.catalog()).await();
    }

    @Override
    public Log log() {
        return store.log();
    }

    @Override
    public Rooms rooms() {
        return caches.over(store.rooms());
    }

    @Override
    public Accounts accounts() {
        return caches.over(store.accounts());
    }

    @Override
    public Search search() {
        return store.search();
    }

    @Override
    public Owed owed() {
        return store.owed();
    }

    @Override
    public ServiceKeys serviceKeys() {
        return store.serviceKeys();
    }

    @Override
    public Sessions sessions() {
        return store.sessions();
    }

    @Override
    public Catalog catalog() {
        return store.catalog();
    }

    @Override
    public void trim(String room, long oldest) {
        store.trim(room, oldest);
    }

    @Override
    public void newEpoch() {
        store.newEpoch();
    }

    @Override
    public void close() {
        store.close();
    }
}
