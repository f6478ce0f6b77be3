package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.parley.delivery.Simulation.Beat;
import io.parley.delivery.Simulation.Weather;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine under {@link Simulation}. {@code -Dparley.seed=n} replays one seed, {@code -Dparley.seeds=n} tries more of
 * them.
 */
class DeliverySimulationTest {
    private static final int SEEDS = Integer.getInteger("parley.seeds", 2_000);
    /** How many seeds a world without one of the laws may survive before the law counts as superfluous. */
    private static final int SEEDS_TO_FAIL = 300;

    @ParameterizedTest
    @EnumSource(Weather.class)
    void everybodyHoldsTheWholeLogInOrder(Weather weather) {
        Long replayed = Long.getLong("parley.seed");
        LongStream seeds = replayed == null ? LongStream.range(0, SEEDS) : LongStream.of(replayed);
        seeds.parallel().forEach(seed -> {
            try {
                new Simulation(seed, Laws.all(), Beat.ON, weather).run();
            } catch (AssertionError | RuntimeException e) {
                fail("replay with -Dparley.seed=" + seed, e);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Laws.class)
    void withoutOneLawSomebodyMisses(Laws law) {
        Set<Laws> others = EnumSet.complementOf(EnumSet.of(law));
        assertThat(brokenBy(others, Beat.ON))
                .as("a seed that fails without %s", law)
                .isPresent();
    }

    @Test
    void withoutTheHeadsBeatSomebodyMisses() {
        assertThat(brokenBy(Laws.all(), Beat.OFF)).isPresent();
    }

    private static OptionalLong brokenBy(Set<Laws> laws, Beat beat) {
        return LongStream.range(0, SEEDS_TO_FAIL)
                .parallel()
                .filter(seed -> breaks(seed, laws, beat, Weather.STORM) || breaks(seed, laws, beat, Weather.ARRIVALS))
                .findAny();
    }

    private static boolean breaks(long seed, Set<Laws> laws, Beat beat, Weather weather) {
        try {
            new Simulation(seed, laws, beat, weather).run();
            return false;
        } catch (AssertionError | RuntimeException e) {
            return true;
        }
    }
}
