package io.parley.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules, at most one of each name. */
public record Rules(List<Rule> all) {
    public static final Rules NONE = new Rules(List.of());

    private static final Pattern RULE = Pattern.compile("([^/=\\s]+)/([^/=\\s]+)\\s*=\\s*(.+)");
    private static final Pattern RATE =
            Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)/([smh])(?:\\s+burst\\s+(\\d{1,7}))?");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3_600);

    /** Whoever comes from one address may be many, behind one router. */
    private static final Rate REQUESTS = new Rate(500, 1_000);

    /** All that come back at once from behind a proxy that nobody has called trusted. */
    private static final Rate CONNECTS = new Rate(5_000, 50_000);
    /** How many connections' worth of writes a user has. */
    private static final int CONNECTIONS = 4;

    public Rules {
        all = List.copyOf(all);
    }

    /** What holds where the operator says nothing else. */
    public static Rules usual(int sendsPerConnection) {
        return new Rules(List.of(
                new Rule(Resource.REST.name(), Scope.ADDRESS, REQUESTS),
                new Rule(Resource.CONNECT.name(), Scope.ADDRESS, CONNECTS),
                new Rule(Resource.WRITES.name(), Scope.USER, Rate.perSecond(CONNECTIONS * sendsPerConnection))));
    }

    /** These, with {@code changes} in place of those of the same names. */
    public Rules with(Rules changes) {
        Map<String, Rule> merged = new LinkedHashMap<>();
        all.forEach(rule -> merged.put(rule.name(), rule));
        changes.all.forEach(rule -> merged.put(rule.name(), rule));
        return new Rules(List.copyOf(merged.values()));
    }

    /**
     * Reads {@code send/user=100/s, login/address=20/m burst 40, rest/address=off}. Where no burst is said, it is the number
     * before the stroke.
     *
     * @param resources by name, or null where there is none
     * @throws BadRule naming what is wrong
     */
    public static Rules parse(String text, Function<String, @Nullable Resource> resources) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                Rule rule = rule(part.strip(), resources);
                if (rules.put(rule.name(), rule) != null) {
                    throw new BadRule(rule.name() + " is there twice");
                }
            }
        }
        return new Rules(List.copyOf(rules.values()));
    }

    private static Rule rule(String text, Function<String, @Nullable Resource> resources) {
        Matcher parts = RULE.matcher(text);
        if (!parts.matches()) {
            throw new BadRule(text + " is no rule, such as send/user=100/s or login/address=20/m burst 40");
        }
        Resource resource = resources.apply(parts.group(1));
        if (resource == null) {
            throw new BadRule("there is no resource " + parts.group(1) + " to limit");
        }
        Scope scope = Scope.of(parts.group(2));
        if (scope == null) {
            throw new BadRule(parts.group(2) + " in " + text + " is none of connection, user, address, room and node");
        }
        if (!resource.scopes().contains(scope)) {
            throw new BadRule(resource.name() + " knows of no " + scope.word() + ", and cannot be limited by it");
        }
        return new Rule(resource.name(), scope, rate(text, parts.group(3)));
    }

    private static @Nullable Rate rate(String rule, String text) {
        if (text.equals("off")) {
            return null;
        }
        Matcher parts = RATE.matcher(text);
        if (!parts.matches()) {
            throw new BadRule(text + " in " + rule + " is no rate, such as 100/s, 10/m burst 20 or off");
        }
        double number = Double.parseDouble(parts.group(1));
        String burst = parts.group(3);
        try {
            return new Rate(
                    number / SECONDS.getOrDefault(parts.group(2), 1),
                    burst == null ? (int) Math.max(1, Math.ceil(number)) : Integer.parseInt(burst));
        } catch (IllegalArgumentException beyond) {
            throw new BadRule(rule + " is not from 1/h to 1000000/s with a burst from 1 to 1000000");
        }
    }
}
