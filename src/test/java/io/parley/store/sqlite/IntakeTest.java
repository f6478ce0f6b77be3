package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class IntakeTest {
    private final Intake intake = new Intake(3, 100);

    @Test
    void itGivesWhatWaitsInOrder() throws InterruptedException {
        Write<Void> first = write(1);
        Write<Void> second = write(1);
        intake.offer(first);
        intake.offer(second);

        assertThat(intake.take(10, 0)).containsExactly(first, second);
        assertThat(intake.take(10, 1)).isEmpty();
    }

    @Test
    void itGivesNoMoreThanAskedFor() throws InterruptedException {
        intake.offer(write(1));
        intake.offer(write(1));

        assertThat(intake.take(1, 0)).hasSize(1);
        assertThat(intake.size()).isEqualTo(1);
    }

    @Test
    void itIsFullByNumber() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(intake.offer(write(1))).isEqualTo(Intake.Taken.WAITING);
        }
        assertThat(intake.offer(write(1))).isEqualTo(Intake.Taken.FULL);
        intake.take(1, 0);
        assertThat(intake.offer(write(1))).isEqualTo(Intake.Taken.WAITING);
    }

    @Test
    void itIsFullByBytesButTakesAnyWriteWhenEmpty() throws InterruptedException {
        assertThat(intake.offer(write(500))).isEqualTo(Intake.Taken.WAITING);
        assertThat(intake.offer(write(1))).isEqualTo(Intake.Taken.FULL);
        intake.take(1, 0);
        assertThat(intake.offer(write(60))).isEqualTo(Intake.Taken.WAITING);
        assertThat(intake.offer(write(60))).isEqualTo(Intake.Taken.FULL);
    }

    @Test
    void onceClosedItTakesNothingInAndIsDrainedWhenEmpty() throws InterruptedException {
        Write<Void> waiting = write(1);
        intake.offer(waiting);
        intake.close();

        assertThat(intake.offer(write(1))).isEqualTo(Intake.Taken.CLOSED);
        assertThat(intake.drained()).isFalse();
        assertThat(intake.take(10, 10_000)).containsExactly(waiting);
        assertThat(intake.drained()).isTrue();
        assertThat(intake.take(10, 10_000)).isEmpty();
    }

    private static Write<Void> write(int weight) {
        return new Write<>(weight, batch -> null, null);
    }
}
