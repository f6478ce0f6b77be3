package io.parley.port;

import io.parley.room.Member;
import io.parley.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * What a user's right to look into a room hangs on, and nothing that moves with each message.
 *
 * @param member null for one who is not a member
 * @param bannedUntil Unix milliseconds; 0 where no ban is in force
 */
public record Place(Room room, @Nullable Member member, long bannedUntil) {}
