package io.parley.gateway;

import java.time.Duration;

/**
 * How long what is half done may stay so. Each is kept to within one ring of the timeout bell.
 *
 * @param handshake from the TCP connection to the end of its first request head, and for the check before an upgrade
 * @param keepAlive from one HTTP response to the end of the next request's head
 * @param message from a message's first byte to its last, while the server reads
 * @param close from our Close to the end of the TCP connection
 * @param stall how long TCP may take nothing at all of what waits for it
 * @param drain from refusing new connections to cutting those that are left
 */
public record Deadlines(
        Duration handshake, Duration keepAlive, Duration message, Duration close, Duration stall, Duration drain) {
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(30),
            Duration.ofSeconds(3),
            Duration.ofMinutes(10),
            Duration.ofSeconds(25));
}
