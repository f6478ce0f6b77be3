package io.parley.store.sqlite;

import io.parley.port.Outcome.Unfit.Fault;
import io.parley.room.Content;
import io.parley.room.Role;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whether a change of members fits those who are there, judged in the transaction that is to store it. */
final class Belonging {
    private Belonging() {}

    /** Null where it does. */
    static @Nullable Fault judge(Sql sql, RoomRow room, Content.Membership membership) throws SQLException {
        String user = membership.member();
        String held = sql.first(
                "SELECT role FROM members WHERE room = ? AND user = ?", row -> row.getString(1), room.key, user);
        Role role = membership.role();
        return switch (membership.change()) {
            case JOINED, ADDED ->
                held != null && role != null && !role.wireName().equals(held) ? Fault.MEMBER_ALREADY : null;
            case LEFT, REMOVED -> held == null ? Fault.NO_MEMBER : unlessOwned(sql, room, user, held);
            case ROLE ->
                held == null ? Fault.NO_MEMBER : role == Role.OWNER ? null : unlessOwned(sql, room, user, held);
            case BANNED -> held == null ? null : unlessOwned(sql, room, user, held);
            case UNBANNED, MUTED, UNMUTED -> null;
        };
    }

    private static @Nullable Fault unlessOwned(Sql sql, RoomRow room, String user, String held) throws SQLException {
        boolean owned = !Role.OWNER.wireName().equals(held)
                || sql.number(
                                0,
                                "SELECT 1 FROM members WHERE room = ? AND role = ? AND user <> ? LIMIT 1",
                                room.key,
                                held,
                                user)
                        != 0;
        return owned ? null : Fault.LAST_OWNER;
    }
}
