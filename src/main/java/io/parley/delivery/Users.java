package io.parley.delivery;

import io.parley.protocol.CloseReason;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;

/** Who is connected, and how often: beyond the limit, a user's oldest connection makes way. Any thread. */
final class Users {
    private final IntSupplier limit;
    private final ConcurrentMap<String, ArrayDeque<Session>> sessions = new ConcurrentHashMap<>();

    Users(IntSupplier limit) {
        this.limit = limit;
    }

    void add(String user, Session session) {
        sessions.compute(user, (name, before) -> {
            ArrayDeque<Session> all = before == null ? new ArrayDeque<>(1) : before;
            all.addLast(session);
            if (all.size() > limit.getAsInt()) {
                Session oldest = all.removeFirst();
                oldest.hub().loop().execute(() -> oldest.close(CloseReason.TOO_MANY));
            }
            return all;
        });
    }

    /** Idempotent. */
    void remove(String user, Session session) {
        sessions.computeIfPresent(user, (name, all) -> {
            all.remove(session);
            return all.isEmpty() ? null : all;
        });
    }
}
