package io.parley.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.port.Meter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;

/**
 * What the store has answered, by what it was asked; also that something is not there. Who asks while a read is under way
 * shares it, unless it has been forgotten since. Bounded; any thread.
 */
final class Answers<K, V> {
    /** One read of the store. */
    private static final class Look<V> {
        private final Promise<@Nullable V> answer = Promise.promise();
        /** Before it began. */
        private final long at;

        Look(long at) {
            this.at = at;
        }
    }

    /**
     * @param answer fails as the read does; the next one who asks reads again
     * @param owed null where it is there, or on its way; else the asker's to fulfil
     */
    record Asked<V>(Future<@Nullable V> answer, @Nullable Promise<@Nullable V> owed) {
        boolean isOwed() {
            return owed != null;
        }

        void settle(AsyncResult<@Nullable V> read) {
            if (owed != null) {
                owed.handle(read);
            }
        }
    }

    private final Cache<K, Look<V>> looks;
    private final Lease lease;
    private final Meter meter;

    /** @param name as a part of a gauge's */
    Answers(String name, long most, Lease lease, Meter meter) {
        this.looks = Caffeine.newBuilder().maximumSize(most).build();
        this.lease = lease;
        this.meter = meter;
        meter.gauge("parley_cache_" + name, looks::estimatedSize);
    }

    /** Where the answer is owed, the store is to be read after this call. */
    Asked<V> ask(K key) {
        Look<V> known = looks.getIfPresent(key);
        if (known == null || !counts(known)) {
            Look<V> mine = new Look<>(lease.now());
            known = looks.asMap().merge(key, mine, (old, fresh) -> counts(old) ? old : fresh);
            if (known == mine) {
                meter.count("parley_cache_misses");
                return new Asked<>(mine.answer.future(), mine.answer);
            }
        }
        meter.count("parley_cache_hits");
        return new Asked<>(known.answer.future(), null);
    }

    private boolean counts(Look<V> look) {
        return !look.answer.future().failed() && lease.holds(look.at);
    }

    /** It has changed: what a read that is under way answers counts for nobody who asks from now on. */
    void forget(K key) {
        looks.invalidate(key);
    }

    void forgetAll() {
        looks.invalidateAll();
    }
}
