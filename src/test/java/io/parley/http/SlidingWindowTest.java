package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private static final int LIMIT = 10;
    private final AtomicLong now = new AtomicLong(-5);
    private final SlidingWindow window = new SlidingWindow(LIMIT, Duration.ofSeconds(60), now::get);

    private void passMillis(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void theLimitMayBeUsedAtOnceAndNoMore() {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(window.take("a")).isZero();
        }

        assertThat(window.take("a")).isPositive();
        assertThat(window.take("b")).isZero();
    }

    @Test
    void afterTheTimeThatWasSaidItIsCountedAndNotBefore() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            passMillis(random.nextInt(8_000));
            long wait = window.take("a");
            if (wait > 2) {
                passMillis(wait - 2);
                assertThat(window.take("a")).as("too early, seed %d", seed).isPositive();
                passMillis(3);
                assertThat(window.take("a")).as("in time, seed %d", seed).isZero();
            }
        }
    }

    @Test
    void aBurstAtTheSeamOfTwoWindowsIsNoWayAround() {
        passMillis(59_000);
        for (int i = 0; i < LIMIT; i++) {
            assertThat(window.take("a")).isZero();
        }
        passMillis(2_000);

        assertThat(window.take("a")).isPositive();
    }

    @Test
    void noMinuteHoldsTwiceTheLimit() {
        Deque<Long> taken = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            passMillis(100);
            if (window.take("a") == 0) {
                taken.add(now.get());
            }
            while (!taken.isEmpty() && now.get() - taken.getFirst() >= TimeUnit.SECONDS.toNanos(60)) {
                taken.removeFirst();
            }
            assertThat(taken.size()).isLessThan(2 * LIMIT);
        }
    }

    @Test
    void whatIsForgottenCountsNoLonger() {
        for (int i = 0; i < LIMIT; i++) {
            window.take("a");
        }
        window.forget("a");

        assertThat(window.take("a")).isZero();
    }
}
