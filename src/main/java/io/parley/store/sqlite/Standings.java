package io.parley.store.sqlite;

import io.parley.port.Standing;
import io.parley.room.Member;
import io.parley.room.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a user stands in a room, read in the caller's transaction. */
final class Standings {
    static final String MEMBER = "SELECT user, role, joined_at, muted_until FROM members WHERE room = ?";

    /** How far a user has read, with the running counts there. */
    private record Read(long seq, long messages, long mentions) {
        static final Read NOTHING = new Read(0, 0, 0);
    }

    private Standings() {}

    static Standing of(Sql sql, RoomRow room, String user) throws SQLException {
        Read read = sql.first(
                "SELECT seq, messages, mentions FROM reads WHERE room = ? AND user = ?",
                row -> new Read(row.getLong(1), row.getLong(2), row.getLong(3)),
                room.key,
                user);
        read = read == null ? Read.NOTHING : read;
        return new Standing(
                room.room(),
                room.history(sql),
                member(sql, room, user),
                read.seq(),
                room.messages - read.messages(),
                mentions(sql, room.key, user, room.head) - read.mentions());
    }

    static @Nullable Member member(Sql sql, RoomRow room, String user) throws SQLException {
        return sql.first(MEMBER + " AND user = ?", Standings::member, room.key, user);
    }

    /** 0 where no ban is in force. */
    static long bannedUntil(Sql sql, RoomRow room, String user, long now) throws SQLException {
        return sql.number(0, "SELECT until FROM bans WHERE room = ? AND user = ? AND until > ?", room.key, user, now);
    }

    static Member member(ResultSet row) throws SQLException {
        return new Member(
                row.getString(1),
                Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                row.getLong(3),
                Sql.nullableLong(row, 4));
    }

    /** How many messages up to {@code seq} mention the user. */
    static long mentions(Sql sql, long room, String user, long seq) throws SQLException {
        return sql.number(
                0,
                "SELECT count FROM mentions WHERE room = ? AND user = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
                room,
                user,
                seq);
    }

    /** Records that the user has read up to {@code seq}, and tells how far in all; a trimmed entry counts as read. */
    static long read(Sql sql, RoomRow room, String user, long seq) throws SQLException {
        long upTo = Math.min(room.head, Math.max(seq, room.oldest - 1));
        sql.update(
                "INSERT INTO reads (room, user, seq, messages, mentions) VALUES (?, ?, ?, ?, ?) "
                        + "ON CONFLICT DO UPDATE SET seq = excluded.seq, messages = excluded.messages, "
                        + "mentions = excluded.mentions WHERE excluded.seq > reads.seq",
                room.key,
                user,
                upTo,
                messages(sql, room, upTo),
                mentions(sql, room.key, user, upTo));
        return sql.number(0, "SELECT seq FROM reads WHERE room = ? AND user = ?", room.key, user);
    }

    private static long messages(Sql sql, RoomRow room, long seq) throws SQLException {
        if (seq == 0) {
            return 0;
        }
        if (seq == room.head) {
            return room.messages;
        }
        return seq < room.oldest
                ? sql.number(
                        0,
                        "SELECT messages - (kind IN ('message', 'notice', 'announcement')) FROM entries WHERE room = ?"
                                + " AND seq = ?",
                        room.key,
                        seq + 1)
                : sql.number(0, "SELECT messages FROM entries WHERE room = ? AND seq = ?", room.key, seq);
    }
}
