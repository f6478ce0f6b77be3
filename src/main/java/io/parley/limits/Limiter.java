package io.parley.limits;

import io.parley.port.Meter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules in force on this node, and what they have counted. Any thread. */
public final class Limiter {
    private static final String EVERYBODY = "";

    private final Meter meter;
    /** By resource. */
    private volatile Map<String, List<Bound>> bounds = Map.of();

    /** A rule with what it has counted. */
    private record Bound(Rule rule, Buckets buckets) {
        @Nullable
        String key(Asker asker) {
            return rule.scope() == Scope.NODE ? EVERYBODY : asker.key(rule.scope());
        }
    }

    /** Without rules, as yet. */
    public Limiter(Meter meter) {
        this.meter = meter;
    }

    /** From now on these, and no others. Those that are in force already go on with what they have counted. */
    public synchronized void adopt(Rules rules, long now) {
        Map<Rule, Bound> before = new HashMap<>();
        bounds.values().forEach(each -> each.forEach(bound -> before.put(bound.rule(), bound)));
        Map<String, List<Bound>> after = new HashMap<>();
        for (Rule rule : rules.all()) {
            Rate rate = rule.rate();
            if (rate != null) {
                Bound known = before.get(rule);
                after.computeIfAbsent(rule.resource(), name -> new ArrayList<>())
                        .add(known == null ? new Bound(rule, new Buckets(rate, now)) : known);
            }
        }
        bounds = after;
    }

    /** Null when it may be done, and then it counts. */
    public @Nullable Limited take(Resource resource, Asker asker, long now) {
        List<Bound> binding = binding(resource);
        Limited limited = null;
        for (int i = 0; i < binding.size(); i++) {
            String key = binding.get(i).key(asker);
            long waitMs = key == null ? 0 : binding.get(i).buckets().take(key, now);
            if (waitMs > 0) {
                giveBack(binding.subList(0, i), asker);
                Limited longest = waits(binding, asker, now);
                limited = longest == null ? new Limited(binding.get(i).rule(), waitMs) : longest;
                meter.count("parley_limited_" + limited.rule().scope().word());
                break;
            }
        }
        return limited;
    }

    private static void giveBack(List<Bound> taken, Asker asker) {
        for (Bound bound : taken) {
            String key = bound.key(asker);
            if (key != null) {
                bound.buckets().giveBack(key);
            }
        }
    }

    /** What {@link #take} would say, and nothing is taken. */
    public @Nullable Limited waits(Resource resource, Asker asker, long now) {
        return waits(binding(resource), asker, now);
    }

    private static @Nullable Limited waits(List<Bound> binding, Asker asker, long now) {
        Limited longest = null;
        for (Bound bound : binding) {
            String key = bound.key(asker);
            long waitMs = key == null ? 0 : bound.buckets().waitMs(key, now);
            if (waitMs > (longest == null ? 0 : longest.retryAfterMs())) {
                longest = new Limited(bound.rule(), waitMs);
            }
        }
        return longest;
    }

    /** Its own rules, and those of what it is a part of. */
    private List<Bound> binding(Resource resource) {
        Map<String, List<Bound>> inForce = bounds;
        List<Bound> own = inForce.getOrDefault(resource.name(), List.of());
        List<Bound> wider = resource.wider() == null ? List.of() : inForce.getOrDefault(resource.wider(), List.of());
        if (wider.isEmpty() || own.isEmpty()) {
            return own.isEmpty() ? wider : own;
        }
        List<Bound> both = new ArrayList<>(own);
        both.addAll(wider);
        return both;
    }
}
