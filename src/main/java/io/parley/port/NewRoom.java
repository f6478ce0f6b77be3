package io.parley.port;

import io.parley.room.Joins;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a room. It begins with an entry of kind {@code room} and, unless joins are silent, one of kind {@code member} for each member.
 *
 * @param cid the creator's own id of the wish, or null when it need not be safe to repeat
 * @param members the first members with their roles, the creator among them; in a direct room both are members
 * @param joins whether its log tells of those who come
 */
public record NewRoom(
        String id,
        String creator,
        @Nullable String cid,
        String name,
        RoomKind kind,
        Map<String, Role> members,
        Joins joins) {
    public NewRoom {
        members = Map.copyOf(members);
    }

    /** Of one whose log tells of those who come. */
    public NewRoom(
            String id, String creator, @Nullable String cid, String name, RoomKind kind, Map<String, Role> members) {
        this(id, creator, cid, name, kind, members, Joins.LOGGED);
    }
}
