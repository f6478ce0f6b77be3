package io.parley.delivery;

import io.parley.protocol.Limits;
import java.time.Duration;

/**
 * What an operator sets of delivery.
 *
 * @param node the node's display name
 * @param hello how long a connection may take to say who it is
 * @param connections how many the node serves at a time
 * @param connectionsPerUser how many of one user; one more ends the oldest
 */
public record Settings(
        String node, Limits limits, Heartbeats heartbeats, Duration hello, int connections, int connectionsPerUser) {}
