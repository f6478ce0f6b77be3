package io.parley.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();
    private final LoopWatch watch = new LoopWatch(now::get);
    private final Runnable one = watch.join();
    private final Runnable other = watch.join();

    @Test
    void loopsThatAnswerTurn() {
        for (int second = 1; second < 60; second++) {
            now.set(Duration.ofSeconds(second).toNanos());
            one.run();
            other.run();

            assertThat(watch.turning(PATIENCE)).isTrue();
        }
    }

    @Test
    void oneThatIsSilentForLongerThanThePatienceIsFoundOutThoughTheOtherTurns() {
        now.set(PATIENCE.toNanos());
        one.run();
        assertThat(watch.turning(PATIENCE)).isTrue();

        now.addAndGet(1);
        one.run();
        assertThat(watch.turning(PATIENCE)).isFalse();

        other.run();
        assertThat(watch.turning(PATIENCE)).isTrue();
    }
}
