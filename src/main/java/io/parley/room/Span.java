package io.parley.room;

/**
 * Which of a room's messages to read: at most {@code below} of those at or below {@code pivot}, and at most {@code above}
 * of those above it, on either side the nearest.
 *
 * @param maxBytes about what they may weigh together; one is read all the same
 */
public record Span(long pivot, int below, int above, int maxBytes) {}
