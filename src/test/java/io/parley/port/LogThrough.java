package io.parley.port;

import io.parley.room.Head;
import io.parley.room.History;
import io.parley.room.Page;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Another log, as it is: for those who differ from it in one thing. */
@NullMarked
public abstract class LogThrough implements Log {
    protected final Log log;

    protected LogThrough(Log log) {
        this.log = log;
    }

    @Override
    public Future<Outcome> append(Append append) {
        return log.append(append);
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
