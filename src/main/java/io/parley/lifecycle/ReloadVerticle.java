package io.parley.lifecycle;

import io.parley.port.Reload;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads again, every beat, what an operator may change while the node runs. */
public final class ReloadVerticle extends VerticleBase {
    /** Files are looked at, rather than watched: a ConfigMap is a tree of links, and those who watch it miss its changes. */
    static final Duration BEAT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ReloadVerticle.class);

    private final List<Reload> reloads;
    /** Said once for as long as it is so. */
    private final Map<String, String> said = new HashMap<>();

    private boolean reading;

    public ReloadVerticle(List<Reload> reloads) {
        this.reloads = List.copyOf(reloads);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(BEAT.toMillis(), timer -> beat());
        return Future.succeededFuture();
    }

    private void beat() {
        if (!reading) {
            reading = true;
            vertx.executeBlocking(() -> {
                        reloads.forEach(this::reload);
                        return null;
                    })
                    .onComplete(done -> reading = false);
        }
    }

    @SuppressWarnings("IllegalCatch") // Whatever is wrong with a file, the node serves on with what it has.
    private void reload(Reload one) {
        try {
            if (one.reload()) {
                LOG.info("{}: reloaded", one.name());
            }
            said.remove(one.name());
        } catch (Exception e) {
            String why = String.valueOf(e.getMessage());
            if (!why.equals(said.put(one.name(), why))) {
                LOG.warn("{}: not reloaded: {}", one.name(), why);
            }
        }
    }
}
