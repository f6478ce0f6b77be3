package io.parley.auth;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Session;
import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions go on, as read at most half a second ago, so that an end counts everywhere within a second. Those who
 * ask meanwhile share one read. Any thread.
 */
final class LiveSessions {
    private static final long LIFE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MAX = 10_000;

    /** @param at when it was asked for, not when the answer came */
    private record Look(Future<@Nullable Session> session, long at) {}

    private final Accounts accounts;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Look> looks = new ConcurrentHashMap<>();

    LiveSessions(Accounts accounts, LongSupplier nanoTime) {
        this.accounts = accounts;
        this.nanoTime = nanoTime;
    }

    Future<@Nullable Session> session(String id) {
        long now = nanoTime.getAsLong();
        Look known = looks.get(id);
        if (known != null && fresh(known, now)) {
            return known.session();
        }
        if (looks.size() >= MAX) {
            makeRoom(now);
        }
        Look look = new Look(accounts.session(id), now);
        looks.put(id, look);
        return look.session();
    }

    private void makeRoom(long now) {
        looks.values().removeIf(look -> !fresh(look, now));
        if (looks.size() >= MAX) {
            looks.clear();
        }
    }

    private static boolean fresh(Look look, long now) {
        return now - look.at() < LIFE_NANOS && !look.session().failed();
    }
}
