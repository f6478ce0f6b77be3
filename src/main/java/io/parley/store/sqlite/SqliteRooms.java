package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.port.NewRoom;
import io.parley.port.Place;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Excerpt;
import io.parley.room.Member;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rooms, members and read positions in their tables. */
final class SqliteRooms implements Rooms {
    private static final int READ_WEIGHT = 200;

    private final Writer writer;
    private final Readers readers;
    private final ContentCodec contents;
    private final long epoch;
    private final InstantSource clock;

    SqliteRooms(Writer writer, Readers readers, ContentCodec contents, long epoch, InstantSource clock) {
        this.writer = writer;
        this.readers = readers;
        this.contents = contents;
        this.epoch = epoch;
        this.clock = clock;
    }

    @Override
    public Future<Creation> create(NewRoom wish) {
        RoomCreation creation = new RoomCreation(wish, epoch, contents);
        return writer.submit(new Write<>(creation.weight(), creation::apply, Creation.Busy::new));
    }

    @Override
    public Future<@Nullable Standing> standing(String id, String user) {
        return readers.read(sql -> {
            RoomRow room = RoomRow.present(sql, id);
            return room == null ? null : Standings.of(sql, room, user);
        });
    }

    @Override
    public Future<@Nullable Place> place(String id, String user) {
        return readers.read(sql -> {
            RoomRow room = RoomRow.present(sql, id);
            return room == null
                    ? null
                    : new Place(
                            room.room(),
                            Standings.member(sql, room, user),
                            Standings.bannedUntil(sql, room, user, clock.millis()));
        });
    }

    @Override
    public Future<Map<String, Standing>> standings(Collection<String> ids, String user) {
        List<String> wanted = List.copyOf(ids);
        return readers.read(sql -> RoomLists.named(sql, user, wanted));
    }

    @Override
    public Future<Excerpt> messages(String id, String user, Span span) {
        return readers.read(sql -> new Messages(sql, contents, user).read(SqliteLog.present(sql, id), span));
    }

    @Override
    public Future<List<Listed>> of(String user, int offset, int limit) {
        return readers.read(sql -> RoomLists.listed(sql, new Messages(sql, contents, user), user, offset, limit));
    }

    @Override
    public Future<List<Standing>> open(String user, String query, @Nullable String afterId, int limit) {
        return readers.read(
                sql -> RoomLists.open(sql, user, query, afterId == null ? "" : afterId, limit, clock.millis()));
    }

    @Override
    public Future<List<Member>> members(String id, @Nullable String afterUser, int limit) {
        return readers.read(sql -> {
            RoomRow room = RoomRow.present(sql, id);
            return room == null
                    ? List.of()
                    : sql.all(
                            Standings.MEMBER + " AND user > ? ORDER BY user LIMIT ?",
                            Standings::member,
                            room.key,
                            afterUser == null ? "" : afterUser,
                            limit);
        });
    }

    @Override
    public Future<Boolean> banned(String id, String user) {
        return readers.read(sql -> {
            RoomRow room = RoomRow.present(sql, id);
            return room != null && Standings.bannedUntil(sql, room, user, clock.millis()) != 0;
        });
    }

    @Override
    public Future<Map<String, Long>> reads(String id, Collection<String> users) {
        return readers.read(sql -> {
            RoomRow room = RoomRow.present(sql, id);
            return room == null ? Map.of() : Acquaintance.reads(sql, room.key, users);
        });
    }

    @Override
    public Future<Set<String>> company(String user, int members, int limit) {
        return readers.read(sql -> Acquaintance.company(sql, user, members, limit));
    }

    @Override
    public Future<Set<String>> acquainted(String user, Collection<String> others) {
        return others.isEmpty()
                ? Future.succeededFuture(Set.of())
                : readers.read(sql -> Acquaintance.among(sql, user, others));
    }

    @Override
    public Future<Long> read(String id, String user, long seq) {
        Write.Work<Long> work = batch -> {
            RoomRow room = batch.room(id);
            return room == null || room.deleted ? null : Standings.read(batch.sql(), room, user, seq);
        };
        return writer.submit(new Write<>(READ_WEIGHT, work, null))
                .compose(readSeq -> readSeq != null
                        ? Future.succeededFuture(readSeq)
                        : Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such room")));
    }
}
