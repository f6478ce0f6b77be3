package io.parley.conformance;

import io.vertx.core.json.JsonObject;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One playing of a scenario, from its client's first connection to the verdict. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);
    private static final int VISITS = 1_000;

    private final Scenario scenario;
    private final BlockingQueue<Visit> arrivals = new LinkedBlockingQueue<>(VISITS);
    private final Queue<Visit> visits = new ConcurrentLinkedQueue<>();
    private volatile Verdict verdict = new Verdict("running", "");
    private final Thread thread;

    private record Verdict(String word, String why) {}

    Run(Scenario scenario) {
        this.scenario = scenario;
        thread = Thread.ofVirtual().name("scenario-" + scenario.name()).start(this::play);
    }

    /** False when the scenario is over, or has more visitors than any plays with. */
    boolean takes(Visit visit) {
        boolean taken = verdict.word.equals("running") && arrivals.offer(visit);
        if (taken) {
            visits.add(visit);
        }
        return taken;
    }

    private void play() {
        try {
            scenario.script().play(new Stage(arrivals));
            verdict = new Verdict("passed", "");
        } catch (Deviation deviation) {
            verdict = new Verdict("failed", String.valueOf(deviation.getMessage()));
        } catch (InterruptedException stopped) {
            verdict = new Verdict("failed", "it was stopped");
        } catch (RuntimeException broken) {
            LOG.error("scenario={} broke", scenario.name(), broken);
            verdict = new Verdict("failed", "the kit itself broke: " + broken);
        } finally {
            visits.forEach(Visit::isOver);
        }
    }

    void stop() {
        thread.interrupt();
    }

    JsonObject judged(JsonObject description) {
        Verdict now = verdict;
        return description.put("verdict", now.word).put("why", now.why);
    }
}
