package io.parley.cache;

import io.parley.port.Accounts;
import io.parley.port.Catalog;
import io.parley.port.Log;
import io.parley.port.Owed;
import io.parley.port.Rooms;
import io.parley.port.Search;
import io.parley.port.ServiceKeys;
import io.parley.port.Sessions;
import io.parley.port.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.NullUnmarked;

/** A store whose calls are counted, and whose answers can be held back: they tell what was true when it was asked. */
@NullUnmarked
final class WatchedStore implements TestStore {
    /** Calls of rooms, accounts and the catalog. */
    final AtomicLong calls = new AtomicLong();

    private final TestStore store;
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    private volatile boolean holding;
    private volatile boolean failing;

    WatchedStore(TestStore store) {
        this.store = store;
    }

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    void fail(boolean will) {
        failing = will;
    }

    private <T> T watched(Class<T> port, T real) {
        Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, values) -> {
            calls.incrementAndGet();
            if (failing) {
                return Future.failedFuture("it fails");
            }
            try {
                return answer((Future<?>) method.invoke(real, values));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return port.cast(proxy);
    }

    private <T> Future<T> answer(Future<T> real) {
        if (!holding) {
            return real;
        }
        Promise<T> answer = Promise.promise();
        held.add(() -> real.onComplete(answer));
        return answer.future();
    }

    @Override
    public Log log() {
        return store.log();
    }

    @Override
    public Rooms rooms() {
        return watched(Rooms.class, store.rooms());
    }

    @Override
    public Accounts accounts() {
        return watched(Accounts.class, store.accounts());
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
        return watched(Catalog.class, store.catalog());
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
