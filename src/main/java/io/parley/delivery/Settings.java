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
 * @param connectionsPerUser how many of one user; one more ends the oldest
 */
public record Settings(
        String node,
        Limits limits,
        Duration heartbeat,
        Duration timeout,
        int retries,
        Duration hello,
        int connections,
        int connectionsPerUser) {
    Pulse.Pace pace() {
        return new Pulse.Pace(heartbeat.toNanos(), timeout.toNanos(), retries);
    }
}
