package io.parley.port;

import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a room. It begins with an entry of kind {@code room} and one of kind {@code member} for each member.
 *
 * @param cid the creator's own id of the wish, or null when it need not be safe to repeat
 * @param members the first members with their roles, the creator among them; in a direct room both are members
 */
public record NewRoom(
        String id, String creator, @Nullable String cid, String name, RoomKind kind, Map<String, Role> members) {
    public NewRoom {
        members = Map.copyOf(members);
    }
}
