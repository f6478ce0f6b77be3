package io.parley.delivery;

import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How users stand in rooms, remembered for the next send. What is remembered may be old: the store refuses an append
 * judged under an old {@code acl_seq}, and nobody is refused on a remembered standing. Confined to its loop, on which it
 * answers those who wait for one standing in the order in which they asked.
 */
final class Standings {
    private static final int REMEMBERED = 10_000;

    private record Key(String room, String user) {}

    private final Rooms rooms;
    private final Executor loop;
    private final Map<Key, Standing> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Standing> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<Key, Promise<@Nullable Standing>> asked = new HashMap<>();

    Standings(Rooms rooms, Executor loop) {
        this.rooms = rooms;
        this.loop = loop;
    }

    /** Null when it must be asked for, or when somebody already waits for the answer. */
    @Nullable
    Standing known(String room, String user) {
        Key key = new Key(room, user);
        return asked.containsKey(key) ? null : known.get(key);
    }

    /** Reads the store; those who ask meanwhile share the answer. */
    Future<@Nullable Standing> fresh(String room, String user) {
        Key key = new Key(room, user);
        Promise<@Nullable Standing> waiting = asked.get(key);
        if (waiting != null) {
            return waiting.future();
        }
        Promise<@Nullable Standing> promise = Promise.promise();
        asked.put(key, promise);
        rooms.standing(room, user)
                .onComplete(read -> loop.execute(() -> {
                    asked.remove(key);
                    if (read.failed()) {
                        promise.fail(read.cause());
                        return;
                    }
                    Standing standing = read.result();
                    if (standing == null) {
                        known.remove(key);
                    } else {
                        known.put(key, standing);
                    }
                    promise.complete(standing);
                }));
        return promise.future();
    }

    void forget(String room, String user) {
        known.remove(new Key(room, user));
    }
}
