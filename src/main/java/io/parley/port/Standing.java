package io.parley.port;

import io.parley.room.History;
import io.parley.room.Member;
import io.parley.room.Room;
import org.jspecify.annotations.Nullable;

/**
 * A room as one user stands in it, of one snapshot.
 *
 * @param member null for one who is not a member
 * @param readSeq how far the user has read
 * @param unread messages above {@code readSeq}
 * @param mentions of those, the ones that mention the user
 */
public record Standing(Room room, History history, @Nullable Member member, long readSeq, long unread, long mentions) {}
