package io.parley.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All scenarios there are. */
final class Repertoire {
    private Repertoire() {}

    /** By name, in the order of the groups. */
    static Map<String, Scenario> byName() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        Stream.of(
                        Cuts.all(),
                        Sends.all(),
                        Refusals.all(),
                        Streams.all(),
                        Resets.all(),
                        Farewells.all(),
                        Closes.all(),
                        Tokens.all(),
                        Rooms.all(),
                        Oddities.all())
                .flatMap(List::stream)
                .forEach(scenario -> {
                    if (all.put(scenario.name(), scenario) != null) {
                        throw new IllegalStateException("two scenarios are called " + scenario.name());
                    }
                });
        return all;
    }
}
