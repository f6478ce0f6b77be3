package io.parley.http;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the node knows of its own health. Asked on event loops: every supplier answers at once, from memory.
 *
 * @param live whether it can go on without a restart
 * @param started whether the start is through; once true, always true
 * @param draining whether the node is leaving
 * @param checks by name, whether each thing that requests need is there
 * @param verticles the names of the verticles deployed
 */
public record Readiness(
        BooleanSupplier live,
        BooleanSupplier started,
        BooleanSupplier draining,
        Supplier<Map<String, Boolean>> checks,
        Supplier<List<String>> verticles) {}
