package io.parley.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in their files, read again as time goes by: a key that is added verifies at once, the first one signs, and
 * nobody is dropped whose token's key is still there. Files that cannot be used change nothing. Any thread.
 */
final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Vertx vertx;
    private final KeyFiles files;
    private final InstantSource clock;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile List<SigningKey> read;
    private volatile Keys keys;
    private volatile long readAt = System.nanoTime();
    private volatile boolean unusable;

    private KeyRing(Vertx vertx, KeyFiles files, InstantSource clock) throws KeyFileException {
        this.vertx = vertx;
        this.files = files;
        this.clock = clock;
        this.read = files.read();
        this.keys = new Keys(vertx, read, clock);
    }

    /** Blocks. */
    static KeyRing open(Vertx vertx, KeyFiles files, InstantSource clock) throws KeyFileException {
        return new KeyRing(vertx, files, clock);
    }

    Keys keys() {
        return keys;
    }

    /** A bell: reads the files again when it is time. Never blocks. */
    void look() {
        if (System.nanoTime() - readAt >= EVERY_NANOS && reading.compareAndSet(false, true)) {
            Future<Void> again = vertx.executeBlocking(() -> {
                reload();
                return null;
            });
            again.onComplete(done -> reading.set(false));
        }
    }

    /** Blocks. */
    void reload() {
        readAt = System.nanoTime();
        try {
            List<SigningKey> now = files.read();
            unusable = false;
            if (!now.equals(read)) {
                keys = new Keys(vertx, now, clock);
                read = now;
                LOG.info("keys of access tokens: {}", now);
            }
        } catch (KeyFileException e) {
            if (!unusable) {
                LOG.warn("keys of access tokens stay as they were: {}", e.getMessage());
            }
            unusable = true;
        }
    }
}
