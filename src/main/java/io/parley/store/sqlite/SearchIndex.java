package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words of all messages in their present state, under the ids of their entries. The index keeps no text, so what is taken
 * out of it has to be said again; then nothing of it stays in the file.
 */
final class SearchIndex {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);
    private static final int BACKLOG = 500;

    private static final String PRESENT = "SELECT said.id, said.content, (SELECT content FROM entries WHERE room ="
        + " said.room AND seq = (SELECT max(seq) FROM edits WHERE room = said.room AND target = said.seq)), said.room"
        + " FROM entries AS said WHERE said.kind = 'message' ";

    private record Text(long id, long room, @Nullable Body body) {}

    private final Sql sql;
    private final ContentCodec contents;

    SearchIndex(Sql sql, ContentCodec contents) {
        this.sql = sql;
        this.contents = contents;
    }

    /** Before an entry is stored: what it replaces. */
    void before(RoomRow room, Entry entry) throws SQLException {
        switch (entry.content()) {
            case Content.Edit edit -> remove(room, edit.target());
            case Content.Delete delete -> remove(room, delete.target());
            default -> {}
        }
    }

    /** After it has been. */
    void after(RoomRow room, Entry entry) throws SQLException {
        switch (entry.content()) {
            case Content.Message message -> add(sql.number(0, "SELECT last_insert_rowid()"), room.key, message.body());
            case Content.Edit edit -> add(id(room, edit.target()), room.key, edit.body());
            default -> {}
        }
    }

    /** Of a message that goes, or changes. */
    void remove(RoomRow room, long seq) throws SQLException {
        Text text = sql.first(PRESENT + "AND said.room = ? AND said.seq = ?", this::text, room.key, seq);
        Body body = text == null ? null : text.body();
        if (text != null && body != null) {
            sql.update(
                    "INSERT INTO words (words, rowid, room, said) VALUES ('delete', ?, ?, ?)",
                    text.id(),
                    named(room.key),
                    Words.apart(body.text()));
        }
    }

    /** Indexes what an older version has stored, in one transaction: about 20 µs a message. */
    void catchUp() throws SQLException {
        if (sql.number(0, "SELECT count(*) FROM words_owed") == 0) {
            return;
        }
        LOG.info("store: indexes the words of all messages, once");
        sql.update("BEGIN IMMEDIATE");
        addAll();
        sql.update("DELETE FROM words_owed");
        sql.update("COMMIT");
    }

    private void addAll() throws SQLException {
        long from = 0;
        for (List<Text> texts = backlog(from); !texts.isEmpty(); texts = backlog(from)) {
            for (Text text : texts) {
                add(text.id(), text.room(), text.body());
            }
            from = texts.getLast().id();
        }
    }

    private List<Text> backlog(long after) throws SQLException {
        return sql.all(PRESENT + "AND said.id > ? ORDER BY said.id LIMIT ?", this::text, after, BACKLOG);
    }

    private long id(RoomRow room, long seq) throws SQLException {
        return sql.number(0, "SELECT id FROM entries WHERE room = ? AND seq = ?", room.key, seq);
    }

    private void add(long id, long room, @Nullable Body body) throws SQLException {
        if (body != null) {
            sql.update(
                    "INSERT INTO words (rowid, room, said) VALUES (?, ?, ?)",
                    id,
                    named(room),
                    Words.apart(body.text()));
        }
    }

    private Text text(ResultSet row) throws SQLException {
        String edit = row.getString(3);
        Body body =
                switch (contents.decode(edit == null ? "message" : "edit", edit == null ? row.getString(2) : edit)) {
                    case Content.Message message -> message.body();
                    case Content.Edit better -> better.body();
                    default -> null;
                };
        return new Text(row.getLong(1), row.getLong(4), body);
    }

    /** The one word that stands for a room. */
    static String named(long room) {
        return "r" + room;
    }
}
