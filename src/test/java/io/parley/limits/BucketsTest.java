package io.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private long now = Long.MAX_VALUE - 5_000_000_000L;
    private final Buckets buckets = new Buckets(new Rate(10, 5), now);

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void aBurstIsFreeAndWhatFollowsWaits() {
        for (int i = 0; i < 5; i++) {
            assertThat(buckets.take("a", now)).isZero();
        }
        assertThat(buckets.take("a", now)).isEqualTo(100);
    }

    @Test
    void tokensComeBackAtTheRateAlsoWhereTheClockOverflows() {
        int taken = 0;
        for (int millis = 0; millis < 10_000; millis++) {
            taken += buckets.take("a", now) == 0 ? 1 : 0;
            pass(1);
        }

        assertThat(taken).isBetween(104, 106);
    }

    @Test
    void whoWaitsAsLongAsToldIsServedAndNotAMillisecondEarlier() {
        for (int nanos = 0; nanos < 100; nanos++) {
            now += 7_777_777;
            while (buckets.take("a", now) == 0) {}
            long wait = buckets.take("a", now);

            pass(wait - 1);
            assertThat(buckets.take("a", now)).isPositive();
            pass(1);
            assertThat(buckets.waitMs("a", now)).isZero();
            assertThat(buckets.take("a", now)).isZero();
        }
    }

    @Test
    void beingRefusedCostsNothing() {
        for (int i = 0; i < 1_000; i++) {
            buckets.take("a", now);
        }

        pass(101);

        assertThat(buckets.take("a", now)).isZero();
    }

    @Test
    void whatIsGivenBackWasNeverTaken() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(buckets.take("a", now)).isZero();
            buckets.giveBack("a");
        }
    }

    @Test
    void oneKeyDoesNotPayForAnother() {
        for (int i = 0; i < 100; i++) {
            buckets.take("a", now);
        }

        assertThat(buckets.take("b", now)).isZero();
    }

    @Test
    void tooManyKeysShareABucketUntilSomeAreFull() {
        for (int i = 0; i < 20_000; i++) {
            buckets.take("key" + i, now);
        }
        int served = 0;
        for (int i = 0; i < 100; i++) {
            served += buckets.take("late" + i, now) == 0 ? 1 : 0;
        }
        assertThat(served).isEqualTo(5);

        pass(1_000);

        for (int i = 0; i < 100; i++) {
            assertThat(buckets.take("later" + i, now)).isZero();
        }
    }

    @Test
    void whoHasBeenIdleIsForgotten() {
        for (int i = 0; i < 1_000; i++) {
            buckets.take("key" + i, now);
        }

        pass(10_001);
        buckets.take("another", now);

        assertThat(buckets.keys()).isEqualTo(1);
    }

    @Test
    void aBucketAloneCountsAsOneOfMany() {
        Bucket bucket = new Bucket(new Rate(10, 5), now);
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take(now)).isEqualTo(buckets.take("a", now));
            pass(i % 137);
        }
    }
}
