package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Excerpt;
import io.parley.room.Item;
import io.parley.room.Span;
import io.parley.room.Tally;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages in their present state, as one user sees it, read in the caller's transaction. */
final class Messages {
    /** What {@link #item} reads of the row of {@code entries} that the query calls {@code said}. */
    static final String COLUMNS = "said.seq, said.at, said.sender, said.cid, "
            + ofMessage("said.content") + ", "
            + ofMessage("(SELECT max(seq) FROM edits WHERE room = said.room AND target = said.seq)") + ", "
            + ofMessage("(SELECT seq FROM deletions WHERE room = said.room AND target = said.seq)") + ", "
            + ofMessage("EXISTS (SELECT 1 FROM tallies WHERE room = said.room AND target = said.seq AND count > 0)");

    /** Entries looked at for messages in one read. */
    private static final int LOOK = 5_000;
    /** What a message, or one emoji under it, takes of a page beside its text. */
    private static final int ENVELOPE = 100;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM entries AS said WHERE said.room = ? ";

    private record Change(long at, Content content) {}

    private final Sql sql;
    private final ContentCodec contents;
    private final String user;

    Messages(Sql sql, ContentCodec contents, String user) {
        this.sql = sql;
        this.contents = contents;
        this.user = user;
    }

    private static String ofMessage(String value) {
        return "CASE said.kind WHEN 'message' THEN " + value + " END";
    }

    Excerpt read(RoomRow room, Span span) throws SQLException {
        int belowBytes = span.above() == 0 ? span.maxBytes() : span.maxBytes() / 2;
        Walk down = new Walk(room, span.below(), belowBytes);
        if (span.below() > 0) {
            sql.each(
                    SELECT + "AND said.seq <= ? AND said.seq >= ? ORDER BY said.seq DESC LIMIT ?",
                    down,
                    room.key,
                    span.pivot(),
                    room.oldest,
                    LOOK);
        }
        Walk up = new Walk(room, span.above(), span.maxBytes() - belowBytes + down.bytesLeft);
        if (span.above() > 0) {
            sql.each(
                    SELECT + "AND said.seq > ? ORDER BY said.seq LIMIT ?",
                    up,
                    room.key,
                    Math.max(span.pivot(), room.oldest - 1),
                    LOOK);
        }
        List<Item> items = new ArrayList<>(down.items.reversed());
        items.addAll(up.items);
        Long lowest = down.reached;
        Long highest = up.reached;
        return new Excerpt(
                room.epoch,
                room.oldest,
                room.head,
                room.aclSeq,
                items,
                lowest == null || lowest <= room.oldest ? null : lowest,
                highest == null || highest >= room.head ? null : highest);
    }

    /**
     * The message in the columns of {@link #COLUMNS}, which come after {@code before} others; null where they hold another
     * kind of entry, or none.
     */
    @Nullable
    Item item(RoomRow room, ResultSet row, int before) throws SQLException {
        String json = row.getString(before + 5);
        if (json == null) {
            return null;
        }
        Entry entry = new Entry(
                room.id,
                room.epoch,
                row.getLong(before + 1),
                row.getLong(before + 2),
                row.getString(before + 3),
                row.getString(before + 4),
                contents.decode("message", json));
        Long edit = Sql.nullableLong(row, before + 6);
        Long deletion = Sql.nullableLong(row, before + 7);
        if (deletion != null) {
            return new Item(entry, null, change(room, deletion).at(), List.of());
        }
        List<Tally> reactions = row.getInt(before + 8) == 0 ? List.of() : tallies(room, entry.seq());
        if (edit == null) {
            return new Item(entry, null, null, reactions);
        }
        Change edited = change(room, edit);
        return new Item(entry.with(edited(entry.content(), edited.content())), edited.at(), null, reactions);
    }

    private static Content edited(Content said, Content edit) {
        return said instanceof Content.Message message && edit instanceof Content.Edit better
                ? new Content.Message(better.body(), message.replyTo(), message.thread())
                : said;
    }

    private Change change(RoomRow room, long seq) throws SQLException {
        Change change = sql.first(
                "SELECT at, kind, content FROM entries WHERE room = ? AND seq = ?",
                row -> new Change(row.getLong(1), contents.decode(row.getString(2), row.getString(3))),
                room.key,
                seq);
        if (change == null) {
            throw new SQLException("what changed a message is not in the log");
        }
        return change;
    }

    private List<Tally> tallies(RoomRow room, long seq) throws SQLException {
        Set<String> mine = new HashSet<>(sql.all(
                "SELECT emoji FROM reactions WHERE room = ? AND target = ? AND sender = ?",
                row -> row.getString(1),
                room.key,
                seq,
                user));
        return sql.all(
                "SELECT emoji, count FROM tallies WHERE room = ? AND target = ? AND count > 0 ORDER BY since",
                row -> new Tally(row.getString(1), row.getLong(2), mine.contains(row.getString(1))),
                room.key,
                seq);
    }

    /** One way through the log, and what was found on it. */
    private final class Walk implements Sql.Visitor {
        private final RoomRow room;
        private final int limit;
        private final List<Item> items = new ArrayList<>();
        private int bytesLeft;
        /** The last seq looked at; null before the first. */
        private @Nullable Long reached;

        Walk(RoomRow room, int limit, int maxBytes) {
            this.room = room;
            this.limit = limit;
            this.bytesLeft = maxBytes;
        }

        @Override
        public boolean visit(ResultSet row) throws SQLException {
            long seq = row.getLong(1);
            Item item = item(room, row, 0);
            if (item != null) {
                int weight = weight(item);
                if (items.size() == limit || (weight > bytesLeft && !items.isEmpty())) {
                    return false;
                }
                bytesLeft -= weight;
                items.add(item);
            }
            reached = seq;
            return true;
        }

        private int weight(Item item) {
            int weight = ENVELOPE + bytes(contents.encode(item.entry().content()));
            for (Tally tally : item.reactions()) {
                weight += ENVELOPE + bytes(tally.emoji());
            }
            return weight;
        }

        private static int bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }
}
