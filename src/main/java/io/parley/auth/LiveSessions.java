package io.parley.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.port.Sessions.Live;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions go on, as read at most half a second ago, so that an end counts everywhere within a second; one that this
 * node has heard of counts at once. Those who ask meanwhile share one read. Any thread.
 */
final class LiveSessions {
    private static final Duration LIFE = Duration.ofMillis(500);
    /** Longer than any read that began before the end can take. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MAX = 10_000;
    private static final int MAX_ENDED = 100_000;

    /** @param at when it was asked for, not when the answer came */
    private record Look(Future<@Nullable Live> session, long at) {}

    private final Function<String, Future<@Nullable Live>> store;
    private final LongSupplier nanoTime;
    private final Cache<String, Look> looks;
    private final Cache<String, Boolean> ended;

    /** @param store reads a session; null for one that does not go on */
    LiveSessions(Function<String, Future<@Nullable Live>> store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.looks = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterWrite(LIFE)
                .ticker(nanoTime::getAsLong)
                .build();
        this.ended = Caffeine.newBuilder()
                .maximumSize(MAX_ENDED)
                .expireAfterWrite(REMEMBERED)
                .ticker(nanoTime::getAsLong)
                .build();
    }

    /** Null for one that does not go on. */
    Future<@Nullable Live> session(String id) {
        long now = nanoTime.getAsLong();
        Look known = looks.getIfPresent(id);
        if (known == null
                || now - known.at() >= LIFE.toNanos()
                || known.session().failed()) {
            known = new Look(store.apply(id), now);
            looks.put(id, known);
        }
        // A read that began before the end may answer after it.
        return known.session().map(live -> ended.getIfPresent(id) == null ? live : null);
    }

    /** It has ended, durably. */
    void end(String id) {
        ended.put(id, true);
        looks.invalidate(id);
    }

    /** It has changed: what was read of it counts no longer. */
    void forget(String id) {
        looks.invalidate(id);
    }
}
