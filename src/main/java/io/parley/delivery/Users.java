package io.parley.delivery;

import io.parley.protocol.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;

/** Who is connected, and how often: beyond the limit, a user's oldest connection makes way. Any thread. */
final class Users {
    private final IntSupplier limit;
    private final ConcurrentMap<String, List<Session>> sessions = new ConcurrentHashMap<>();

    Users(IntSupplier limit) {
        this.limit = limit;
    }

    void add(String user, Session session) {
        sessions.compute(user, (name, before) -> {
            List<Session> all = new ArrayList<>(before == null ? List.of() : before);
            all.add(session);
            if (all.size() > limit.getAsInt()) {
                Session oldest = all.removeFirst();
                oldest.hub().loop().execute(() -> oldest.close(CloseReason.TOO_MANY));
            }
            return List.copyOf(all);
        });
    }

    /** Idempotent. */
    void remove(String user, Session session) {
        sessions.computeIfPresent(user, (name, before) -> {
            List<Session> all = new ArrayList<>(before);
            all.remove(session);
            return all.isEmpty() ? null : List.copyOf(all);
        });
    }

    /** The user's connections at this moment, oldest first. */
    List<Session> of(String user) {
        return sessions.getOrDefault(user, List.of());
    }
}
