package io.parley.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BloomTest {
    private static final int MANY = 1_000_000;

    @Test
    void whatIsInItIsNeverDeniedAndFewOthersAreAffirmedHoweverFarItHasGrown() {
        Bloom bloom = new Bloom(64 << 20);
        for (int held = 0; held < MANY; held++) {
            bloom.add("in-" + held);
        }

        assertThat(IntStream.range(0, MANY)).allMatch(i -> bloom.mayContain("in-" + i));
        assertThat(IntStream.range(0, MANY).filter(i -> bloom.mayContain("out-" + i)))
                .hasSizeLessThan(MANY / 200);
        assertThat(bloom.size()).isBetween(MANY * 99L / 100, (long) MANY);
        assertThat(bloom.bytes()).isLessThan(8 << 20);
    }

    @Test
    void whatIsPutInTwiceTakesNoMoreRoom() {
        Bloom bloom = new Bloom(1 << 20);
        for (int i = 0; i < MANY; i++) {
            bloom.add("one of " + i % 10);
        }

        assertThat(bloom.size()).isEqualTo(10);
    }

    @Test
    void fullItAffirmsEverythingRatherThanDenyWhatIsThere() {
        Bloom bloom = new Bloom(200 << 10);
        for (int i = 0; i < 100_000; i++) {
            bloom.add("in-" + i);
        }

        assertThat(bloom.bytes()).isLessThanOrEqualTo(200 << 10);
        assertThat(IntStream.range(0, 100_000)).allMatch(i -> bloom.mayContain("in-" + i));
        assertThat(bloom.mayContain("out")).isTrue();
    }

    @Test
    void whatOneThreadHasPutInAnotherFinds() throws InterruptedException {
        Bloom bloom = new Bloom(64 << 20);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(number -> Thread.startVirtualThread(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        bloom.add(number + "-" + i);
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(IntStream.range(0, 400_000)).allMatch(i -> bloom.mayContain(i % 4 + "-" + i / 4));
    }
}
