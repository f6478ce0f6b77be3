package io.parley.auth;

import io.parley.port.Meter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, read again as time goes by, and when a token names one that is not known: never twice at a time, and
 * for such tokens at most once in ten seconds. What cannot be read leaves the keys as they were. Any thread.
 */
final class IssuerRing {
    /** About how old keys get; a dropped one counts as long. */
    static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(5);

    static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(IssuerRing.class);

    private final Issuer issuer;
    private final JwksSource source;
    private final LongSupplier nanoTime;
    private final Meter meter;
    private final AtomicReference<@Nullable Future<Void>> reading = new AtomicReference<>();
    private volatile IssuerKeys keys;
    private volatile long readAt;
    private volatile long dueAt;
    /** In a row; touched by none but the one read at a time. */
    private volatile int failures;

    /** @param keys to begin with */
    IssuerRing(Issuer issuer, JwksSource source, IssuerKeys keys, LongSupplier nanoTime, Meter meter) {
        this.issuer = issuer;
        this.source = source;
        this.keys = keys;
        this.nanoTime = nanoTime;
        this.meter = meter;
        this.readAt = nanoTime.getAsLong();
        this.dueAt = keys.isEmpty() ? readAt : readAt + jittered(EVERY_NANOS);
    }

    Issuer issuer() {
        return issuer;
    }

    IssuerKeys keys() {
        return keys;
    }

    /** A bell: reads again when it is time. */
    void look() {
        if (nanoTime.getAsLong() - dueAt >= 0) {
            var unused = read(readAt);
        }
    }

    /** The keys, read again if need be and if it may be. Never fails. */
    Future<IssuerKeys> with(String kid) {
        Future<Void> underWay = reading.get();
        long before = readAt;
        if (keys.find(kid) != null || (underWay == null && nanoTime.getAsLong() - before < LEAST_NANOS)) {
            return Future.succeededFuture(keys);
        }
        return (underWay == null ? read(before) : underWay).map(done -> keys);
    }

    /**
     * Completes when the read is over, however it went.
     *
     * @param before when the last read was that the caller knows of: one since then will do as well
     */
    private Future<Void> read(long before) {
        Promise<Void> mine = Promise.promise();
        Future<Void> others = reading.compareAndExchange(null, mine.future());
        if (others != null) {
            return others;
        }
        if (readAt != before) {
            reading.set(null);
            mine.complete();
            return mine.future();
        }
        readAt = nanoTime.getAsLong();
        source.read().map(IssuerKey::read).onComplete(read -> {
            if (read.succeeded()) {
                dueAt = nanoTime.getAsLong() + jittered(EVERY_NANOS);
                adopt(keys.holding(read.result()));
            } else {
                dueAt = nanoTime.getAsLong() + jittered(Math.min(EVERY_NANOS, LEAST_NANOS << Math.min(failures, 5)));
                failed(read.cause());
            }
            reading.set(null);
            mine.complete();
        });
        return mine.future();
    }

    private void adopt(IssuerKeys now) {
        if (now != keys || failures > 0) {
            LOG.info("keys of the issuer {}: {}", issuer, now);
        }
        failures = 0;
        keys = now;
    }

    private void failed(Throwable cause) {
        meter.count("parley_issuer_reads_failed");
        int before = failures;
        failures = before + 1;
        if (before == 0) {
            LOG.warn("keys of the issuer {} stay as they were: {} {}", issuer, issuer.place(), cause.getMessage());
        }
    }

    /** Nodes that began together do not come together. */
    private static long jittered(long nanos) {
        return nanos - ThreadLocalRandom.current().nextLong(nanos / 5);
    }
}
