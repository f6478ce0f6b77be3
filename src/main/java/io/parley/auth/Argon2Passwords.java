package io.parley.auth;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.parley.port.Passwords;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * argon2id on threads of its own, so that no event loop waits for it; what the queue does not hold is {@code busy}. Any
 * thread; futures complete on a thread of the pool.
 */
public final class Argon2Passwords implements Passwords, AutoCloseable {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final long RETRY_MS = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Duration patience;
    private final ThreadPoolExecutor pool;
    /** What an unknown user's password is compared with; made by the pool's first thread. */
    private final FutureTask<String> nobody = new FutureTask<>(() -> compute(randomBytes(HASH_BYTES)));

    /**
     * @param threads each takes 19 MiB while it works
     * @param queued how many may wait
     * @param patience what has waited longer is {@code busy} rather than checked for nobody
     */
    public Argon2Passwords(int threads, int queued, Duration patience) {
        this.patience = patience;
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(queued),
                Thread.ofPlatform().name("parley-argon2-", 0).daemon().factory());
        pool.execute(nobody);
    }

    @Override
    public Future<String> hash(String password) {
        return submit(() -> compute(password.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Future<Boolean> matches(@Nullable String hash, String password) {
        return submit(() -> {
            String compared = hash == null ? nobody.get() : hash;
            boolean same = Argon2Function.getInstanceFromHash(compared).check(password, compared);
            return same && hash != null;
        });
    }

    /** Passwords under way are finished, those that wait fail with {@code busy}. */
    @Override
    public void close() {
        for (Runnable waiting : pool.shutdownNow()) {
            if (waiting instanceof Job<?> job) {
                job.refuse();
            }
        }
    }

    private String compute(byte[] password) {
        return Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID)
                .hash(password, randomBytes(SALT_BYTES))
                .getResult();
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> Future<T> submit(Callable<T> work) {
        Job<T> job = new Job<>(work);
        try {
            pool.execute(job);
        } catch (RejectedExecutionException full) {
            job.refuse();
        }
        return job.promise.future();
    }

    /** While others wait, a thread rests as long as it has worked: a flood gets half of it, and of the collector's time. */
    private void rest(long workedNanos) {
        if (!pool.getQueue().isEmpty()) {
            LockSupport.parkNanos(workedNanos);
        }
    }

    private final class Job<T> implements Runnable {
        private final Callable<T> work;
        private final Promise<T> promise = Promise.promise();
        private final long since = System.nanoTime();

        private Job(Callable<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            long from = System.nanoTime();
            if (from - since > patience.toNanos()) {
                refuse();
                return;
            }
            T result;
            try {
                result = work.call();
            } catch (Exception failed) {
                promise.fail(failed);
                return;
            }
            promise.complete(result);
            rest(System.nanoTime() - from);
        }

        private void refuse() {
            promise.fail(new Failure(Problem.of(Code.BUSY, "too many passwords are waiting to be checked")
                    .retryAfter(RETRY_MS)));
        }
    }
}
