package io.parley;

import io.parley.port.Reload;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings in force, as they change while a node runs. Thread-safe. */
final class LiveConfig implements Reload {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConfig.class);

    private final Source source;
    private final List<Consumer<Config>> listeners = new CopyOnWriteArrayList<>();
    private volatile Config now;
    private List<String> waiting = List.of();

    /** Where the settings come from, read anew. */
    @FunctionalInterface
    interface Source {
        Config read() throws BadSetting;
    }

    LiveConfig(Source source) throws BadSetting {
        this.source = source;
        this.now = source.read();
    }

    Config now() {
        return now;
    }

    /** Told of each change, on the thread that found it. */
    void onChange(Consumer<Config> listener) {
        listeners.add(listener);
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public boolean reload() throws BadSetting {
        Config read = source.read();
        Config next = now.adopting(read);
        List<String> others = read.differences(next);
        if (!others.equals(waiting)) {
            waiting = others;
            if (!others.isEmpty()) {
                LOG.warn("settings: in force with the next start: {}", String.join(", ", others));
            }
        }
        if (next.differences(now).isEmpty()) {
            return false;
        }
        now = next;
        listeners.forEach(listener -> listener.accept(next));
        return true;
    }
}
