package io.parley.room;

/**
 * Where a room's history parted from an older epoch.
 *
 * @param epoch the epoch that ended
 * @param last the last seq that it shares with the epoch after it
 */
public record Fork(long epoch, long last) {}
