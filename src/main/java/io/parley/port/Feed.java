package io.parley.port;

import java.util.function.Consumer;

/**
 * Rings every node when the store has committed. It may lose, double and reorder what it carries: the log and the heads
 * beat make that harmless.
 */
public interface Feed {
    /** Never blocks, never fails. */
    void publish(Commit commit);

    /** Hears every commit published after this call that the feed does not lose. Any thread. */
    void listen(Consumer<Commit> listener);
}
