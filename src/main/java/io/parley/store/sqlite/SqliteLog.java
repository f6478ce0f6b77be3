package io.parley.store.sqlite;

import io.parley.port.Append;
import io.parley.port.ContentCodec;
import io.parley.port.Log;
import io.parley.port.Outcome;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Content;
import io.parley.room.Digest;
import io.parley.room.Head;
import io.parley.room.History;
import io.parley.room.Joins;
import io.parley.room.Page;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log in the tables {@code entries} and {@code cids}. */
final class SqliteLog implements Log {
    private final Writer writer;
    private final Readers readers;
    private final ContentCodec contents;

    SqliteLog(Writer writer, Readers readers, ContentCodec contents) {
        this.writer = writer;
        this.readers = readers;
        this.contents = contents;
    }

    @Override
    public Future<Outcome> append(Append append) {
        Written written = Written.of(append.content(), contents);
        return writer.submit(new Write<>(written.weight(), batch -> append(batch, append, written), Outcome.Busy::new));
    }

    private static Outcome append(Batch batch, Append append, Written written) throws SQLException {
        RoomRow room = batch.room(append.room());
        if (room == null) {
            return new Outcome.NoRoom();
        }
        boolean allowed = !room.deleted && room.aclSeq == append.aclSeq();
        if (allowed && Targets.hasNone(append.content()) && !SlowMode.binds(room, append)) {
            return batch.append(room, append.from(), append.cid(), written);
        }
        Outcome known = Cids.known(batch.sql(), room, append.from(), append.cid(), written.digest());
        if (known != null) {
            return known;
        }
        if (!allowed) {
            return room.deleted ? new Outcome.NoRoom() : new Outcome.Stale(room.aclSeq);
        }
        Outcome unfit = Targets.judge(batch.sql(), room, append);
        Outcome refused = unfit == null ? SlowMode.judge(batch, room, append) : unfit;
        if (refused != null) {
            return refused;
        }
        return append.content() instanceof Content.Membership membership
                        && room.joins == Joins.SILENT
                        && membership.change().enters()
                ? batch.enter(room, append.from(), membership)
                : batch.append(room, append.from(), append.cid(), written);
    }

    @Override
    public Future<@Nullable Outcome> find(Append append) {
        return readers.read(sql -> {
            RoomRow room = RoomRow.find(sql, append.room());
            return room == null
                    ? null
                    : Cids.known(sql, room, append.from(), append.cid(), Digest.of(append.content()));
        });
    }

    @Override
    public Future<Page> after(String room, long after, int limit, int maxBytes) {
        return readers.read(sql -> new Entries(sql, contents).after(present(sql, room), after, limit, maxBytes));
    }

    @Override
    public Future<Page> before(String room, long before, int limit, int maxBytes) {
        return readers.read(sql -> new Entries(sql, contents).before(present(sql, room), before, limit, maxBytes));
    }

    @Override
    public Future<@Nullable History> history(String id) {
        return readers.read(sql -> {
            RoomRow room = RoomRow.present(sql, id);
            return room == null ? null : room.history(sql);
        });
    }

    @Override
    public Future<Long> commits() {
        return writer.running()
                ? Future.succeededFuture(writer.commits())
                : Future.failedFuture(Failure.of(Code.UNAVAILABLE, "the store has stopped"));
    }

    @Override
    public Future<Map<String, Head>> heads(Collection<String> rooms) {
        List<String> ids = List.copyOf(rooms);
        return readers.read(sql -> {
            Map<String, Head> heads = new HashMap<>();
            for (String id : ids) {
                Head head = sql.first(
                        "SELECT epoch, head FROM rooms WHERE id = ? AND deleted = 0",
                        row -> new Head(row.getLong(1), row.getLong(2)),
                        id);
                if (head != null) {
                    heads.put(id, head);
                }
            }
            return heads;
        });
    }

    static RoomRow present(Sql sql, String id) throws SQLException {
        RoomRow room = RoomRow.present(sql, id);
        if (room == null) {
            throw Failure.of(Code.NOT_FOUND, "there is no such room");
        }
        return room;
    }
}
