package io.parley.protocol;

/**
 * What a connection may do, as {@code welcome} says it.
 *
 * @param frameBytes the largest client frame, in bytes of payload
 * @param textChars the longest text, in code points
 * @param window the most entries shown and not acked, per subscription that acks
 * @param sends the most unanswered writes before the server stops reading
 * @param rooms the most subscriptions
 * @param ratePerSecond the sustained rate of sends
 */
public record Limits(int frameBytes, int textChars, int window, int sends, int rooms, int ratePerSecond) {
    public static final Limits DEFAULT = new Limits(65_536, 8_000, 256, 64, 1_000, 50);
}
