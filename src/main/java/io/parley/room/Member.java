package io.parley.room;

import org.jspecify.annotations.Nullable;

/**
 * A user's place in a room.
 *
 * @param joinedAt Unix milliseconds
 * @param mutedUntil Unix milliseconds, or null when not muted
 */
public record Member(
        String user, Role role, long joinedAt, @Nullable Long mutedUntil) {}
