package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.port.Outcome;
import io.parley.room.Content;
import io.parley.room.Entry;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One transaction of the writer: the rooms it has touched and the entries it makes readable. Void once it is rolled back. */
final class Batch {
    private final long number;
    private final Sql sql;
    private final ContentCodec contents;
    private final InstantSource clock;
    private final Entries rows;
    private final Projection projection;
    private final SearchIndex words;
    private final Map<String, RoomRow> touched = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> users = new LinkedHashSet<>();
    private boolean erasing;

    Batch(long number, Sql sql, ContentCodec contents, InstantSource clock) {
        this.number = number;
        this.sql = sql;
        this.contents = contents;
        this.clock = clock;
        this.rows = new Entries(sql, contents);
        this.projection = new Projection(sql, rows);
        this.words = new SearchIndex(sql, contents);
    }

    /** The number of the commit that it leads to. */
    long number() {
        return number;
    }

    Sql sql() {
        return sql;
    }

    long now() {
        return clock.millis();
    }

    /** When what is stored now happens in the room, whose time never goes back. */
    long at(RoomRow room) {
        return Math.max(now(), room.lastAt);
    }

    /** Null for a room that never was; a deleted one is found. */
    @Nullable
    RoomRow room(String id) throws SQLException {
        RoomRow row = touched.get(id);
        if (row == null) {
            row = RoomRow.find(sql, id);
            if (row != null) {
                touched.put(id, row);
            }
        }
        return row;
    }

    /** Stores the next entry of the room; or nothing, when the cid is known. */
    Outcome append(RoomRow room, String from, String cid, Written written) throws SQLException {
        long seq = room.head + 1;
        long at = at(room);
        if (!Cids.claim(sql, room, from, cid, new Cids.Claim(seq, at, written.digest()))) {
            Outcome known = Cids.known(sql, room, from, cid, written.digest());
            if (known == null) {
                throw new SQLException("a cid is both taken and free");
            }
            return known;
        }
        Written stored = redactLateEdit(room, written);
        Entry entry = new Entry(room.id, room.epoch, seq, at, from, cid, stored.content());
        room.head = seq;
        room.lastAt = at;
        words.before(room, entry);
        projection.apply(room, entry);
        erasing |= entry.content() instanceof Content.Delete;
        rows.insert(room, entry, stored.json());
        words.after(room, entry);
        entries.add(entry);
        return new Outcome.Stored(room.epoch, seq, at, false);
    }

    /** Makes a member without an entry, where joins are silent. */
    Outcome enter(RoomRow room, String from, Content.Membership membership) throws SQLException {
        long now = at(room);
        boolean fresh = projection.enter(room, now, null, from, membership);
        long since = fresh
                ? now
                : sql.number(
                        now,
                        "SELECT joined_at FROM members WHERE room = ? AND user = ?",
                        room.key,
                        membership.member());
        return new Outcome.Stored(room.epoch, room.head, since, !fresh);
    }

    /** An edit of what has been deleted keeps its place, not its body. */
    private Written redactLateEdit(RoomRow room, Written written) throws SQLException {
        return written.content() instanceof Content.Edit edit && projection.isDeleted(room, edit.target())
                ? Written.of(edit.redacted(), contents)
                : written;
    }

    /** Writes the touched rooms' rows, so that statements see them. */
    void flush() throws SQLException {
        for (RoomRow row : touched.values()) {
            row.save(sql);
        }
        touched.clear();
    }

    SearchIndex words() {
        return words;
    }

    /** Whether it takes out text that is to be found nowhere any more. */
    boolean erasing() {
        return erasing;
    }

    /** The user's account is, or may be, another than before. */
    void touch(String user) {
        users.add(user);
    }

    List<String> users() {
        return List.copyOf(users);
    }

    List<Entry> entries() {
        return entries;
    }
}
