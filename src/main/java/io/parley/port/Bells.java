package io.parley.port;

/**
 * Node-local, level-triggered calls to look again. They carry nothing, so that losing one only costs the time to the
 * next.
 */
public interface Bells {
    /** What there is to look at. */
    enum Bell {
        /** Who has been silent for too long? */
        HEARTBEAT,
        /** Whose time has run out: hello, acks, requests, tokens? */
        TIMEOUT,
        /** Has the store committed what the feed did not tell? */
        HEADS,
        /** Is there something that somebody's inbox is to tell? */
        OWED
    }

    /** Any thread. */
    void ring(Bell bell);

    /** {@code look} runs on the caller's own loop. */
    void on(Bell bell, Runnable look);
}
