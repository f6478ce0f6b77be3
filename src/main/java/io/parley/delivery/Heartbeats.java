package io.parley.delivery;

/**
 * The heartbeat of each class of client.
 *
 * @param browser of those that ask for pings as frames, because their platform hides WebSocket's own
 * @param app of those that answer WebSocket's own
 */
public record Heartbeats(Heartbeat browser, Heartbeat app) {
    public static Heartbeats same(Heartbeat everybody) {
        return new Heartbeats(everybody, everybody);
    }

    Heartbeat of(boolean framePings) {
        return framePings ? browser : app;
    }
}
