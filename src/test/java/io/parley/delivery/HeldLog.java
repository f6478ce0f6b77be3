package io.parley.delivery;

import io.parley.port.Append;
import io.parley.port.Log;
import io.parley.port.Outcome;
import io.parley.room.Head;
import io.parley.room.History;
import io.parley.room.Page;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A log whose appends wait, in their order, until the test lets them on. */
final class HeldLog implements Log {
    private final Log log;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    HeldLog(Log log) {
        this.log = log;
    }

    /** Lets the oldest on. */
    void letOn() {
        waiting.remove().run();
    }

    void letAllOn() {
        while (!waiting.isEmpty()) {
            letOn();
        }
    }

    @Override
    public Future<Outcome> append(Append append) {
        Promise<Outcome> promise = Promise.promise();
        waiting.add(() -> log.append(append).onComplete(promise));
        return promise.future();
    }

    @Override
    public Future<@Nullable Outcome> find(Append append) {
        return log.find(append);
    }

    @Override
    public Future<Page> after(String room, long after, int limit, int maxBytes) {
        return log.after(room, after, limit, maxBytes);
    }

    @Override
    public Future<Page> before(String room, long before, int limit, int maxBytes) {
        return log.before(room, before, limit, maxBytes);
    }

    @Override
    public Future<@Nullable History> history(String room) {
        return log.history(room);
    }

    @Override
    public Future<Long> commits() {
        return log.commits();
    }

    @Override
    public Future<Map<String, Head>> heads(Collection<String> rooms) {
        return log.heads(rooms);
    }
}
