package io.parley.conformance;

import io.vertx.core.json.JsonObject;

/**
 * What came over one connection.
 *
 * @param at when, by {@link System#nanoTime()}
 */
sealed interface Heard {
    long at();

    record Frame(JsonObject frame, long at) implements Heard {}

    /** A frame that the server would refuse. */
    record Fault(String why, long at) implements Heard {}

    /** The answer to a ping of the WebSocket itself. */
    record Pong(long at) implements Heard {}

    record End(int code, long at) implements Heard {}
}
