package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
    private final Buckets buckets = new Buckets(new Buckets.Rate(10, 5), now::get);

    @Test
    void aBurstIsFreeAndWhatFollowsWaits() {
        for (int i = 0; i < 5; i++) {
            assertThat(buckets.take("a")).isZero();
        }
        assertThat(buckets.take("a")).isBetween(1L, 100L);
    }

    @Test
    void tokensComeBackAtTheRateAlsoWhereTheClockOverflows() {
        int taken = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            taken += buckets.take("a") == 0 ? 1 : 0;
            now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        }

        assertThat(taken).isBetween(104, 106);
    }

    @Test
    void whoWaitsAsLongAsToldIsServed() {
        long wait = 0;
        for (int i = 0; i < 6; i++) {
            wait = buckets.take("a");
        }

        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(wait) + TimeUnit.MILLISECONDS.toNanos(1));

        assertThat(buckets.take("a")).isZero();
    }

    @Test
    void beingRefusedCostsNothing() {
        for (int i = 0; i < 1_000; i++) {
            buckets.take("a");
        }

        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(101));

        assertThat(buckets.take("a")).isZero();
    }

    @Test
    void oneKeyDoesNotPayForAnother() {
        for (int i = 0; i < 100; i++) {
            buckets.take("a");
        }

        assertThat(buckets.take("b")).isZero();
    }

    @Test
    void tooManyKeysShareABucketUntilSomeAreFull() {
        for (int i = 0; i < 20_000; i++) {
            buckets.take("key" + i);
        }
        int served = 0;
        for (int i = 0; i < 100; i++) {
            served += buckets.take("late" + i) == 0 ? 1 : 0;
        }
        assertThat(served).isEqualTo(5);

        now.addAndGet(TimeUnit.SECONDS.toNanos(1));

        for (int i = 0; i < 100; i++) {
            assertThat(buckets.take("later" + i)).isZero();
        }
    }
}
