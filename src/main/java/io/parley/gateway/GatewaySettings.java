package io.parley.gateway;

import io.parley.port.Proxies;
import org.jspecify.annotations.Nullable;

/**
 * Where the gateway listens, and its bounds.
 *
 * @param port 0 for any that is free: all instances of one deployment share it
 * @param path of the socket, such as {@code /api/v1/ws}
 * @param proxies whose word is taken for whom they come for
 * @param frameBytes the longest message, and so the longest frame, in bytes of payload
 * @param lobby how many connections that speak HTTP a loop holds at a time; more are closed at once
 * @param tls null for clear text
 */
public record GatewaySettings(
        String host,
        int port,
        String path,
        Proxies proxies,
        int frameBytes,
        Deadlines deadlines,
        int lobby,
        @Nullable Certificate tls) {}
