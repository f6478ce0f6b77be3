package io.parley.store.sqlite;

import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.room.Fork;
import io.parley.room.History;
import io.parley.room.Ids;
import io.parley.room.Member;
import io.parley.room.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Many rooms as one user stands in them: each list in one query, whose first value is the user. */
final class RoomLists {
    private static final String STANDING = ", self.role, self.joined_at, self.muted_until, "
            + "coalesce(done.seq, 0), coalesce(done.messages, 0), coalesce(done.mentions, 0), "
            + "coalesce((SELECT count FROM mentions WHERE mentions.room = rooms.key AND user = ?1 "
            + "AND seq <= rooms.head ORDER BY seq DESC LIMIT 1), 0), "
            + "(SELECT group_concat(forks.epoch || ':' || last, ',' ORDER BY number) FROM forks "
            + "WHERE forks.room = rooms.key)";
    private static final int STANDING_WIDTH = 8;

    private static final String JOINED = ") AS wanted CROSS JOIN rooms ON rooms.key = wanted.key "
            + "LEFT JOIN members AS self ON self.room = rooms.key AND self.user = ?1 "
            + "LEFT JOIN reads AS done ON done.room = rooms.key AND done.user = ?1 ";

    private static final String NAMED = "SELECT " + RoomRow.COLUMNS + STANDING
            + " FROM (SELECT rooms.key FROM json_each(?2) AS ids CROSS JOIN rooms ON rooms.id = ids.value WHERE"
            + " deleted = 0"
            + JOINED;

    static final String OPEN = "SELECT " + RoomRow.COLUMNS + STANDING
            + " FROM (SELECT key FROM rooms WHERE kind = 'public' AND deleted = 0 AND id > ?2 "
            + "AND (name LIKE ?3 ESCAPE '\\' OR id LIKE ?3 ESCAPE '\\') AND NOT EXISTS (SELECT 1 FROM bans "
            + "WHERE bans.room = rooms.key AND bans.user = ?1 AND until > ?5) ORDER BY id LIMIT ?4"
            + JOINED + "ORDER BY rooms.id";

    static final String LISTED = "SELECT " + RoomRow.COLUMNS + STANDING + ", " + Messages.COLUMNS
            + " FROM (SELECT rooms.key FROM members CROSS JOIN rooms ON rooms.key = members.room "
            + "WHERE user = ?1 AND deleted = 0 ORDER BY last_at DESC, id LIMIT ?2 OFFSET ?3"
            + JOINED
            + "LEFT JOIN entries AS said ON said.room = rooms.key AND said.seq = rooms.last_message "
            + "ORDER BY rooms.last_at DESC, rooms.id";

    private RoomLists() {}

    /** By id. */
    static Map<String, Standing> named(Sql sql, String user, List<String> ids) throws SQLException {
        // Ids of rooms need no escaping.
        String wanted = ids.stream().filter(Ids::isRoom).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        Map<String, Standing> standings = new HashMap<>();
        sql.each(
                NAMED,
                row -> {
                    Standing standing = standing(RoomRow.read(row), row, user);
                    standings.put(standing.room().id(), standing);
                    return true;
                },
                user,
                wanted);
        return standings;
    }

    /** Public rooms whose name or id contains {@code query}, and from which the user is not banned. */
    static List<Standing> open(Sql sql, String user, String query, String afterId, int limit, long now)
            throws SQLException {
        return sql.all(
                OPEN,
                row -> standing(RoomRow.read(row), row, user),
                user,
                afterId,
                "%" + Sql.literal(query) + "%",
                limit,
                now);
    }

    /** Those the user is a member of, latest activity first. */
    static List<Rooms.Listed> listed(Sql sql, Messages messages, String user, int offset, int limit)
            throws SQLException {
        return sql.all(
                LISTED,
                row -> {
                    RoomRow room = RoomRow.read(row);
                    return new Rooms.Listed(
                            standing(room, row, user), messages.item(room, row, RoomRow.WIDTH + STANDING_WIDTH));
                },
                user,
                limit,
                offset);
    }

    private static Standing standing(RoomRow room, ResultSet row, String user) throws SQLException {
        int at = RoomRow.WIDTH;
        String role = row.getString(at + 1);
        Member member = role == null
                ? null
                : new Member(
                        user,
                        Role.valueOf(role.toUpperCase(Locale.ROOT)),
                        row.getLong(at + 2),
                        Sql.nullableLong(row, at + 3));
        return new Standing(
                room.room(),
                new History(room.epoch, room.oldest, room.head, forks(row.getString(at + 8))),
                member,
                row.getLong(at + 4),
                room.messages - row.getLong(at + 5),
                row.getLong(at + 7) - row.getLong(at + 6));
    }

    /** Of {@code epoch:last,epoch:last}. */
    private static List<Fork> forks(@Nullable String text) {
        List<Fork> forks = new ArrayList<>();
        if (text != null) {
            for (String fork : text.split(",", -1)) {
                int colon = fork.indexOf(':');
                forks.add(new Fork(
                        Long.parseLong(fork, 0, colon, 10), Long.parseLong(fork, colon + 1, fork.length(), 10)));
            }
        }
        return forks;
    }
}
