package io.parley.delivery;

import io.parley.port.Log;
import io.parley.port.Loop;
import io.parley.room.Entry;
import io.parley.room.Head;
import io.parley.room.History;
import io.parley.room.Page;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tails of the rooms that hash to one loop, and what they tell the hubs, gathered over a turn. Confined to the loop. */
final class Tails {
    /** Rooms in one read of heads: there is one for each user who is connected. */
    private static final int LOOKED_UP = 1_000;

    private final Loop loop;
    private final Log log;
    private final Codecs codecs;
    private final Rings rings;
    private final Set<Laws> laws;
    private final Map<String, Tail> tails = new HashMap<>();
    /** Those whose last read failed or found nothing: the next beat pumps them. */
    private final Set<Tail> stalled = new LinkedHashSet<>();

    private List<Hub> hubs = List.of();
    private final List<List<Told>> outbox = new ArrayList<>();
    private boolean armed;

    Tails(Loop loop, Log log, Codecs codecs, Rings rings, Set<Laws> laws) {
        this.loop = loop;
        this.log = log;
        this.codecs = codecs;
        this.rings = rings;
        this.laws = laws;
    }

    /** Before anything else, once. */
    void connect(List<Hub> allHubs) {
        hubs = allHubs;
        allHubs.forEach(hub -> outbox.add(new ArrayList<>()));
    }

    Loop loop() {
        return loop;
    }

    Codecs codecs() {
        return codecs;
    }

    Rings rings() {
        return rings;
    }

    boolean keeps(Laws law) {
        return laws.contains(law);
    }

    void join(String room, int hub) {
        tails.computeIfAbsent(room, name -> new Tail(name, this)).join(hub);
    }

    void leave(String room, int hub) {
        Tail tail = tails.get(room);
        if (tail != null && tail.leave(hub)) {
            tails.remove(room);
            stalled.remove(tail);
        }
    }

    void hear(List<Entry> entries) {
        for (Entry entry : entries) {
            Tail tail = tails.get(entry.room());
            if (tail != null) {
                tail.live(entry);
            }
        }
    }

    Set<String> rooms() {
        return Set.copyOf(tails.keySet());
    }

    /** Asks the log how far the rooms reach, a share of them at a time, so that other reads pass between. */
    Future<Void> lookUp() {
        return lookUp(List.copyOf(tails.keySet()), 0);
    }

    private Future<Void> lookUp(List<String> rooms, int from) {
        int to = Math.min(rooms.size(), from + LOOKED_UP);
        return from == to
                ? Future.succeededFuture()
                : log.heads(rooms.subList(from, to)).compose(heads -> {
                    loop.execute(() -> see(heads));
                    return lookUp(rooms, to);
                });
    }

    void see(Map<String, Head> heads) {
        heads.forEach((room, head) -> {
            Tail tail = tails.get(room);
            if (tail != null) {
                tail.see(head.epoch(), head.seq());
            }
        });
    }

    void pumpStalled() {
        Collection<Tail> again = List.copyOf(stalled);
        stalled.clear();
        again.forEach(Tail::pump);
    }

    void stalled(Tail tail) {
        stalled.add(tail);
    }

    void owe(String room, int hub) {
        Tail tail = tails.get(room);
        if (tail != null) {
            tail.owe(hub);
        }
    }

    /** Nobody is answered when the tail has gone: then nobody is left to ask. */
    void read(String room, long after, int limit, Consumer<AsyncResult<Chunk>> reader) {
        Tail tail = tails.get(room);
        if (tail != null) {
            tail.read(after, limit, reader);
        }
    }

    void after(String room, long after, int limit, int maxBytes, Consumer<AsyncResult<Page>> reader) {
        log.after(room, after, limit, maxBytes).onComplete(page -> loop.execute(() -> reader.accept(page)));
    }

    void history(String room, Consumer<AsyncResult<@Nullable History>> reader) {
        Future<@Nullable History> history = log.history(room);
        history.onComplete(read -> loop.execute(() -> reader.accept(read)));
    }

    /** @param to a bit per hub */
    void tell(long to, Told told) {
        if (to == 0) {
            return;
        }
        for (int i = 0; i < outbox.size(); i++) {
            if ((to & 1L << i) != 0) {
                outbox.get(i).add(told);
            }
        }
        if (!armed) {
            armed = true;
            loop.atTurnEnd(this::flush);
        }
    }

    private void flush() {
        armed = false;
        for (int i = 0; i < outbox.size(); i++) {
            List<Told> told = outbox.get(i);
            if (told.isEmpty()) {
                continue;
            }
            outbox.set(i, new ArrayList<>());
            Hub hub = hubs.get(i);
            if (hub.loop().isHere()) {
                hub.told(told);
            } else {
                hub.loop().execute(() -> hub.told(told));
            }
        }
    }
}
