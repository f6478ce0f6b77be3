package io.parley.delivery;

import io.parley.protocol.Limits;
import java.time.Duration;

/**
 * What an operator sets of delivery.
 *
 * @param node the node's display name
 * @param heartbeat how often a silent client is pinged
 * @param timeout how long a ping may stay unanswered
 * @param retries how many unanswered pings end a connection
 * @param hello how long a connection may take to say who it is
 * @param connections how many the node serves at a time
 */
public record Settings(
        String node,
        Limits limits,
        Duration heartbeat,
        Duration timeout,
        int retries,
        Duration hello,
        int connections) {
    Pulse.Pace pace() {
        return new Pulse.Pace(heartbeat.toNanos(), timeout.toNanos(), retries);
    }
}
