package io.parley.store.sqlite;

import io.parley.room.Fork;
import io.parley.room.History;
import io.parley.room.Joins;
import io.parley.room.Room;
import io.parley.room.RoomKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A row of {@code rooms}, as one transaction sees and changes it. */
final class RoomRow {
    static final String COLUMNS = "rooms.key, rooms.id, rooms.name, rooms.topic, rooms.kind, rooms.created_at, "
            + "rooms.deleted, rooms.epoch, rooms.oldest, rooms.head, rooms.last_at, rooms.acl_seq, rooms.messages, "
            + "rooms.members, rooms.last_message, rooms.silent, rooms.slow_mode";
    /** How many columns those are. */
    static final int WIDTH = 17;

    private static final String FIND = "SELECT " + COLUMNS + " FROM rooms WHERE id = ?";

    final long key;
    final String id;
    final long createdAt;
    final long epoch;
    final Joins joins;
    String name;

    @Nullable
    String topic;

    RoomKind kind;
    boolean deleted;
    long oldest;
    long head;
    long lastAt;
    long aclSeq;
    long messages;
    int members;
    int slowMode;
    /** The seq of the latest message, also of one that has been trimmed; 0 where there was none. */
    long lastMessage;

    private RoomRow(ResultSet row) throws SQLException {
        key = row.getLong(1);
        id = row.getString(2);
        name = row.getString(3);
        topic = row.getString(4);
        kind = RoomKind.valueOf(row.getString(5).toUpperCase(Locale.ROOT));
        createdAt = row.getLong(6);
        deleted = row.getInt(7) != 0;
        epoch = row.getLong(8);
        oldest = row.getLong(9);
        head = row.getLong(10);
        lastAt = row.getLong(11);
        aclSeq = row.getLong(12);
        messages = row.getLong(13);
        members = row.getInt(14);
        lastMessage = row.getLong(15);
        joins = row.getInt(16) == 0 ? Joins.LOGGED : Joins.SILENT;
        slowMode = row.getInt(17);
    }

    static RoomRow read(ResultSet row) throws SQLException {
        return new RoomRow(row);
    }

    /** Null for a room that never was; a deleted one is found. */
    static @Nullable RoomRow find(Sql sql, String id) throws SQLException {
        return sql.first(FIND, RoomRow::read, id);
    }

    /** Null for a room that is not there, or not any more. */
    static @Nullable RoomRow present(Sql sql, String id) throws SQLException {
        RoomRow row = find(sql, id);
        return row == null || row.deleted ? null : row;
    }

    void save(Sql sql) throws SQLException {
        sql.update(
                "UPDATE rooms SET name = ?, topic = ?, kind = ?, deleted = ?, oldest = ?, head = ?, last_at = ?, "
                        + "acl_seq = ?, messages = ?, members = ?, last_message = ?, slow_mode = ? WHERE key = ?",
                name,
                topic,
                kind.wireName(),
                deleted,
                oldest,
                head,
                lastAt,
                aclSeq,
                messages,
                members,
                lastMessage,
                slowMode,
                key);
    }

    Room room() {
        return new Room(id, name, topic, kind, createdAt, aclSeq, members, slowMode, joins);
    }

    History history(Sql sql) throws SQLException {
        List<Fork> forks = sql.all(
                "SELECT epoch, last FROM forks WHERE room = ? ORDER BY number",
                row -> new Fork(row.getLong(1), row.getLong(2)),
                key);
        return new History(epoch, oldest, head, forks);
    }
}
