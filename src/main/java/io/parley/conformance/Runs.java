package io.parley.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which scenarios there are, and the last run of each. Any thread. */
final class Runs {
    private final Map<String, Scenario> scenarios = Repertoire.byName();
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    /** False when the token names no scenario, or one that is over. */
    boolean arrives(Visit visit) {
        String token = visit.hello().token();
        if (!token.startsWith(Scenario.TOKEN)) {
            return false;
        }
        String name = token.substring(Scenario.TOKEN.length()).replaceFirst(":.*", "");
        Scenario scenario = scenarios.get(name);
        return scenario != null
                && runs.computeIfAbsent(name, unknown -> new Run(scenario)).takes(visit);
    }

    /** The next client that comes with its token plays it anew. */
    void forget(String name) {
        Run run = runs.remove(name);
        if (run != null) {
            run.stop();
        }
    }

    JsonArray list() {
        JsonArray list = new JsonArray();
        for (Scenario scenario : scenarios.values()) {
            list.add(judged(
                    scenario, new JsonObject().put("name", scenario.name()).put("about", scenario.about())));
        }
        return list;
    }

    @Nullable
    JsonObject describe(String name) {
        Scenario scenario = scenarios.get(name);
        if (scenario == null) {
            return null;
        }
        JsonObject description = new JsonObject()
                .put("name", name)
                .put("about", scenario.about())
                .put("task", scenario.task());
        return judged(scenario, description.mergeIn(scenario.outcome()));
    }

    private JsonObject judged(Scenario scenario, JsonObject description) {
        Run run = runs.get(scenario.name());
        return run == null ? description.put("verdict", "waiting").put("why", "") : run.judged(description);
    }

    void stop() {
        runs.values().forEach(Run::stop);
    }
}
