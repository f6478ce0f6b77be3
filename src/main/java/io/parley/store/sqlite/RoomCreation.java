package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.port.Rooms.Creation;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Digest;
import io.parley.room.Joins;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a room of a wish for one, within the writer's transaction. */
final class RoomCreation {
    private record Made(String room, Digest digest) {}

    private final NewRoom wish;
    private final long epoch;
    private final Digest digest;
    private final List<Written> first;

    RoomCreation(NewRoom wish, long epoch, ContentCodec contents) {
        this.wish = wish;
        this.epoch = epoch;
        this.digest = digest(wish);
        this.first = firstEntries(wish, contents);
    }

    int weight() {
        return first.stream().mapToInt(Written::weight).sum();
    }

    Creation apply(Batch batch) throws SQLException {
        Sql sql = batch.sql();
        Made made = wish.cid() == null
                ? null
                : sql.first(
                        "SELECT room, high, low FROM creations WHERE creator = ? AND cid = ?",
                        row -> new Made(row.getString(1), new Digest(row.getLong(2), row.getLong(3))),
                        wish.creator(),
                        wish.cid());
        if (made != null) {
            return made.digest().equals(digest) ? found(batch, made.room()) : new Creation.Reused();
        }
        for (String user : new TreeMap<>(wish.members()).keySet()) {
            if (sql.number(0, "SELECT 1 FROM users WHERE id = ? AND deleted = 0", user) == 0) {
                return new Creation.NoUser(user);
            }
        }
        String pair = pair();
        String existing =
                pair == null ? null : sql.first("SELECT id FROM rooms WHERE pair = ?", row -> row.getString(1), pair);
        if (existing != null) {
            remember(sql, existing);
            return found(batch, existing);
        }
        return batch.room(wish.id()) == null ? create(batch, pair) : new Creation.Taken();
    }

    private Creation create(Batch batch, @Nullable String pair) throws SQLException {
        Sql sql = batch.sql();
        sql.update(
                "INSERT INTO rooms (id, pair, name, kind, created_at, epoch, silent) VALUES (?, ?, ?, ?, ?, ?, ?)",
                wish.id(),
                pair,
                wish.name(),
                wish.kind().wireName(),
                batch.now(),
                epoch,
                wish.joins() == Joins.SILENT);
        remember(sql, wish.id());
        RoomRow room = batch.room(wish.id());
        if (room == null) {
            throw new SQLException("a room just made is not there");
        }
        for (int i = 0; i < first.size(); i++) {
            Outcome outcome = begin(batch, room, i == 0 ? "~created" : "~created." + i, first.get(i));
            if (!(outcome instanceof Outcome.Stored)) {
                throw new SQLException("a new room has entries already");
            }
        }
        return new Creation.Created(Standings.of(sql, room, wish.creator()), false);
    }

    private Outcome begin(Batch batch, RoomRow room, String cid, Written written) throws SQLException {
        return wish.joins() == Joins.SILENT && written.content() instanceof Content.Membership membership
                ? batch.enter(room, wish.creator(), membership)
                : batch.append(room, wish.creator(), cid, written);
    }

    /** What this cid stands for from now on. */
    private void remember(Sql sql, String room) throws SQLException {
        if (wish.cid() != null) {
            sql.update(
                    "INSERT INTO creations (creator, cid, room, high, low) VALUES (?, ?, ?, ?, ?)",
                    wish.creator(),
                    wish.cid(),
                    room,
                    digest.high(),
                    digest.low());
        }
    }

    /** As it is now; one that has been deleted since was made all the same. */
    private Creation found(Batch batch, String id) throws SQLException {
        RoomRow room = batch.room(id);
        if (room == null) {
            throw new SQLException("a room that was made is not there");
        }
        return new Creation.Created(Standings.of(batch.sql(), room, wish.creator()), true);
    }

    /** Names two people whatever their order, since a user id holds no slash. */
    private @Nullable String pair() {
        return wish.kind() == RoomKind.DIRECT ? String.join("/", new TreeMap<>(wish.members()).keySet()) : null;
    }

    private static List<Written> firstEntries(NewRoom wish, ContentCodec contents) {
        List<Content> entries = new ArrayList<>();
        entries.add(new Content.RoomChange(wish.name(), null, wish.kind(), false));
        Map<String, Role> others = new TreeMap<>(wish.members());
        Role own = others.remove(wish.creator());
        if (own != null) {
            entries.add(new Content.Membership(wish.creator(), Change.JOINED, own, null));
        }
        others.forEach((user, role) -> entries.add(new Content.Membership(user, Change.ADDED, role, null)));
        return entries.stream().map(content -> Written.of(content, contents)).toList();
    }

    /** Over all fields; the name comes last, since it alone may hold anything. */
    private static Digest digest(NewRoom wish) {
        String members = new TreeMap<>(wish.members())
                .entrySet().stream()
                        .map(member -> member.getKey() + "=" + member.getValue().wireName())
                        .collect(Collectors.joining(","));
        String kind = wish.kind().wireName() + (wish.joins() == Joins.SILENT ? ",silent" : "");
        return Digest.of(new Content.Opaque("creation", wish.id() + "\n" + kind + "\n" + members + "\n" + wish.name()));
    }
}
