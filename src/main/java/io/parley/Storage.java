package io.parley;

import io.parley.cache.Caches;
import io.parley.port.Accounts;
import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.parley.port.Commit;
import io.parley.port.ContentCodec;
import io.parley.port.Drain;
import io.parley.port.Drain.Stage;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.Owed;
import io.parley.port.Rooms;
import io.parley.port.Search;
import io.parley.port.ServiceKeys;
import io.parley.port.Sessions;
import io.parley.store.sqlite.SqliteStore;
import io.parley.store.sqlite.StoreUnusable;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The store, and what the node remembers of it. */
final class Storage {
    private final SqliteStore store;
    private final Caches caches;

    private Storage(SqliteStore store, Caches caches) {
        this.store = store;
        this.caches = caches;
    }

    /**
     * Blocks.
     *
     * @param committed hears of each commit once what it changed is no longer remembered
     * @param drain closes it at its end
     */
    static Storage open(
            Wiring wiring, ContentCodec contents, Consumer<Commit> committed, Consumer<Throwable> fatal, Drain drain)
            throws StoreUnusable {
        Caches caches = new Caches(wiring.caches(), Clock.systemUTC(), System::nanoTime, Meter.NONE);
        Consumer<Commit> forget = caches::hear;
        SqliteStore store = wiring.openStore(contents, forget.andThen(committed), fatal);
        drain.hook(Stage.STORE, "store", Duration.ofSeconds(5), store::close);
        var unused = caches.open(store.log(), store.catalog());
        return new Storage(store, caches);
    }

    /** From now on, each heads beat finds out whether anything was missed. */
    void serve(Bells bells) {
        bells.on(Bell.HEADS, () -> {
            var unused = caches.look(store.log(), store.catalog());
        });
    }

    Log log() {
        return store.log();
    }

    Rooms rooms() {
        return caches.over(store.rooms());
    }

    Accounts accounts() {
        return caches.over(store.accounts());
    }

    Search search() {
        return store.search();
    }

    Owed owed() {
        return store.owed();
    }

    ServiceKeys serviceKeys() {
        return store.serviceKeys();
    }

    Sessions sessions() {
        return store.sessions();
    }

    Future<Void> close() {
        return store.close();
    }
}
