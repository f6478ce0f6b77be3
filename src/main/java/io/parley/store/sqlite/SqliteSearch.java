package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.port.Search;
import io.parley.room.Item;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Search by the index of words, from the latest message back. */
final class SqliteSearch implements Search {
    /** What has the words and is looked at for one page: the rest of them may be in other people's rooms. */
    private static final int LOOK = 20_000;

    private static final String HITS =
            "SELECT rowid AS id FROM words WHERE words MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT " + LOOK;

    private static final String FOUND =
            "SELECT " + RoomRow.COLUMNS + ", said.id, " + Messages.COLUMNS + " FROM (" + HITS
                    + ") AS hit CROSS JOIN entries AS said ON said.id = hit.id CROSS JOIN rooms ON rooms.key ="
                    + " said.room WHERE rooms.deleted = 0 AND said.seq >= rooms.oldest AND said.at < ?3 AND (?4 IS"
                    + " NULL OR said.sender = ?4) AND (?5 IS NOT NULL OR EXISTS (SELECT 1 FROM members WHERE room ="
                    + " said.room AND user = ?6)) ORDER BY hit.id DESC";

    private final Readers readers;
    private final ContentCodec contents;

    SqliteSearch(Readers readers, ContentCodec contents) {
        this.readers = readers;
        this.contents = contents;
    }

    @Override
    public Future<Found> find(Query query, int limit, int maxBytes) {
        return readers.read(sql -> find(sql, query, new Collecting(sql, query.user(), limit, maxBytes)));
    }

    private static Found find(Sql sql, Query query, Collecting collecting) throws SQLException {
        String room = query.room();
        RoomRow there = room == null ? null : RoomRow.present(sql, room);
        if (room != null && there == null) {
            return new Found(List.of(), null);
        }
        String match = match(query.phrases(), there);
        long below = query.cursor() == null ? Long.MAX_VALUE : query.cursor();
        sql.each(FOUND, collecting, match, below, query.before(), query.from(), room, query.user());
        return new Found(collecting.items, collecting.more ? collecting.last : lastLookedAt(sql, match, below));
    }

    /** Null where all that has the words has been looked at. */
    private static @Nullable Long lastLookedAt(Sql sql, String match, long below) throws SQLException {
        long looked = sql.number(0, "SELECT count(*) FROM (" + HITS + ")", match, below);
        return looked < LOOK ? null : sql.number(0, "SELECT min(id) FROM (" + HITS + ")", match, below);
    }

    /** In FTS5's own language, in which a word in quotes is only a word. */
    private static String match(List<List<String>> phrases, @Nullable RoomRow room) {
        String said = phrases.stream()
                .map(words -> "\"" + String.join(" ", words).replace("\"", "") + "\"")
                .collect(Collectors.joining(" AND ", "said : (", " *)"));
        return room == null ? said : "room : " + SearchIndex.named(room.key) + " AND " + said;
    }

    private final class Collecting implements Sql.Visitor {
        private final Messages messages;
        private final int limit;
        private final List<Item> items = new ArrayList<>();
        private int bytesLeft;
        private @Nullable Long last;
        private boolean more;

        Collecting(Sql sql, String user, int limit, int maxBytes) {
            this.messages = new Messages(sql, contents, user);
            this.limit = limit;
            this.bytesLeft = maxBytes;
        }

        @Override
        public boolean visit(ResultSet row) throws SQLException {
            Item item = messages.item(RoomRow.read(row), row, RoomRow.WIDTH + 1);
            if (item == null) {
                throw new SQLException("what is no message stands in the index of words");
            }
            int weight = contents.encode(item.entry().content()).getBytes(StandardCharsets.UTF_8).length;
            if (items.size() == limit || (weight > bytesLeft && !items.isEmpty())) {
                more = true;
                return false;
            }
            bytesLeft -= weight;
            items.add(item);
            last = row.getLong(RoomRow.WIDTH + 1);
            return true;
        }
    }
}
