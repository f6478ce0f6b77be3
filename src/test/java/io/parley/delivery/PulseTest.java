package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PulseTest {
    private static final Heartbeat HEARTBEAT = Heartbeat.of(Duration.ofSeconds(25), Duration.ofSeconds(10), 3);
    private static final long LOOK = Duration.ofMillis(500).toNanos();

    @Test
    void thoseWhoCameAtOneMomentAreNotPingedAtOne() {
        assertThat(pings(arrived(10_000), 0)).allMatch(pings -> pings < 1_000);
    }

    @Test
    void thoseWhoSpokeAtOneMomentAreNotPingedAtOne() {
        List<Pulse> pulses = arrived(10_000);
        pulses.forEach(pulse -> pulse.heard(LOOK));

        assertThat(pings(pulses, LOOK)).allMatch(pings -> pings < 1_000);
    }

    @Test
    void everybodyIsPingedWithinTheInterval() {
        assertThat(pings(arrived(10_000), 0).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(10_000);
    }

    private static List<Pulse> arrived(int count) {
        List<Pulse> pulses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pulses.add(new Pulse(0, i));
        }
        return pulses;
    }

    /** How many are pinged at each look within an interval, while nobody answers. */
    private static List<Integer> pings(List<Pulse> pulses, long from) {
        List<Integer> pings = new ArrayList<>();
        for (long now = from; now <= from + HEARTBEAT.interval(); now += LOOK) {
            int due = 0;
            for (Pulse pulse : pulses) {
                due += pulse.look(now, HEARTBEAT) == Pulse.Due.PING ? 1 : 0;
            }
            pings.add(due);
        }
        return pings;
    }
}
