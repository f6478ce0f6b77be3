package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Page;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of {@code entries}. */
final class Entries {
    /** What an entry takes of a page beside its content. */
    private static final int ENVELOPE = 100;

    private final Sql sql;
    private final ContentCodec contents;

    Entries(Sql sql, ContentCodec contents) {
        this.sql = sql;
        this.contents = contents;
    }

    void insert(RoomRow room, Entry entry, String json) throws SQLException {
        sql.update(
                "INSERT INTO entries (room, seq, at, sender, cid, kind, content, messages) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                room.key,
                entry.seq(),
                entry.at(),
                entry.from(),
                entry.cid(),
                entry.content().kind(),
                json,
                room.messages);
    }

    @Nullable
    Content content(RoomRow room, long seq) throws SQLException {
        return sql.first(
                "SELECT kind, content FROM entries WHERE room = ? AND seq = ?",
                row -> contents.decode(row.getString(1), row.getString(2)),
                room.key,
                seq);
    }

    void rewrite(RoomRow room, long seq, Content content) throws SQLException {
        sql.update(
                "UPDATE entries SET content = ? WHERE room = ? AND seq = ?", contents.encode(content), room.key, seq);
    }

    Page after(RoomRow room, long after, int limit, int maxBytes) throws SQLException {
        List<Entry> entries = read(
                room,
                maxBytes,
                "SELECT seq, at, sender, cid, kind, content FROM entries WHERE room = ? AND seq > ? ORDER BY seq LIMIT"
                        + " ?",
                Math.max(after, room.oldest - 1),
                limit);
        return new Page(room.epoch, room.oldest, room.head, room.aclSeq, entries);
    }

    Page before(RoomRow room, long before, int limit, int maxBytes) throws SQLException {
        List<Entry> entries = read(
                room,
                maxBytes,
                "SELECT seq, at, sender, cid, kind, content FROM entries "
                        + "WHERE room = ? AND seq < ? AND seq >= ? ORDER BY seq DESC LIMIT ?",
                before,
                room.oldest,
                limit);
        Collections.reverse(entries);
        return new Page(room.epoch, room.oldest, room.head, room.aclSeq, entries);
    }

    private List<Entry> read(RoomRow room, int maxBytes, String query, Object... bounds) throws SQLException {
        Object[] values = new Object[bounds.length + 1];
        values[0] = room.key;
        System.arraycopy(bounds, 0, values, 1, bounds.length);
        List<Entry> entries = new ArrayList<>();
        sql.each(
                query,
                new Sql.Visitor() {
                    private long left = maxBytes;

                    @Override
                    public boolean visit(ResultSet row) throws SQLException {
                        String json = row.getString(6);
                        left -= ENVELOPE + json.getBytes(StandardCharsets.UTF_8).length;
                        if (left < 0 && !entries.isEmpty()) {
                            return false;
                        }
                        entries.add(entry(room, row, json));
                        return left > 0;
                    }
                },
                values);
        return entries;
    }

    private Entry entry(RoomRow room, ResultSet row, String json) throws SQLException {
        return new Entry(
                room.id,
                room.epoch,
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                contents.decode(row.getString(5), json));
    }
}
