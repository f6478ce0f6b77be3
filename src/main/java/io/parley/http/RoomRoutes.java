package io.parley.http;

import io.parley.delivery.Reading;
import io.parley.port.NewRoom;
import io.parley.port.Rooms;
import io.parley.port.Rooms.Creation;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Content;
import io.parley.room.Joins;
import io.parley.room.Names;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rooms: making, finding and changing them. */
final class RoomRoutes {
    /** Ids that begin so are made by the server from the two people's ids. */
    private static final String DIRECT = "d-";

    private final Rooms rooms;
    private final Reading reading;
    private final Writes writes;
    private final Shapes shapes;

    RoomRoutes(Rooms rooms, Reading reading, Writes writes, Shapes shapes) {
        this.rooms = rooms;
        this.reading = reading;
        this.writes = writes;
        this.shapes = shapes;
    }

    Future<Answer> list(Call call) {
        int limit = call.limit();
        if ("mine".equals(call.query("view"))) {
            int offset = offset(call.query("cursor"));
            return rooms.of(call.user(), offset, limit)
                    .map(found -> Answer.ok(Shapes.list(
                            found.stream()
                                    .map(room -> shapes.room(room.standing(), room.last()))
                                    .toList(),
                            next(found, limit, Integer.toString(offset + limit)))));
        }
        String query = call.query("query");
        String afterId = call.query("cursor");
        return rooms.open(call.user(), query == null ? "" : query, afterId, limit)
                .map(found -> Answer.ok(Shapes.list(
                        found.stream().map(room -> shapes.room(room, null)).toList(),
                        found.isEmpty()
                                ? null
                                : next(found, limit, found.getLast().room().id()))));
    }

    /** Where among one's rooms a page begins: so far that another page always fits behind it. */
    private static int offset(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        if (!cursor.matches("[0-9]{1,9}")) {
            throw Call.bad("cursor", "must be a list's next");
        }
        return Integer.parseInt(cursor);
    }

    private static @Nullable String next(List<?> found, int limit, String cursor) {
        return found.size() < limit ? null : cursor;
    }

    Future<Answer> create(Call call) {
        RequestBody body = call.body();
        String cid = call.cid(body);
        RoomKind kind = RoomKind.valueOf(body.text("kind").toUpperCase(Locale.ROOT));
        Joins joins = "silent".equals(body.optionalText("joins")) ? Joins.SILENT : Joins.LOGGED;
        Map<String, Role> members = members(body);
        members.put(call.user(), Role.OWNER);
        NewRoom room = new NewRoom(id(body, call.user(), cid), call.user(), cid, name(body), kind, members, joins);
        return rooms.create(room).compose(creation -> created(creation, cid));
    }

    /** A repeat of a wish without an id must wish for the same room, so that its id follows from the cid. */
    private static String id(RequestBody body, String creator, @Nullable String cid) {
        String id = body.optionalText("id");
        if (id == null) {
            return "r-" + (cid == null ? MadeIds.next() : MadeIds.of(creator, cid));
        }
        if (id.startsWith("@") || id.startsWith(DIRECT)) {
            throw Call.bad("id", "must not begin with @ or " + DIRECT);
        }
        return id;
    }

    private static String name(RequestBody body) {
        String name = body.text("name");
        if (!Names.isName(name)) {
            throw Call.bad("name", "must show something, and hold no control characters");
        }
        return name;
    }

    private static Map<String, Role> members(RequestBody body) {
        Map<String, Role> members = new HashMap<>();
        for (String user : body.texts("members")) {
            members.put(user, Role.MEMBER);
        }
        return members;
    }

    Future<Answer> direct(Call call) {
        RequestBody body = call.body();
        String cid = call.cid(body);
        String self = call.user();
        String other = body.text("user");
        if (other.equals(self)) {
            throw Call.bad("user", "must be another user");
        }
        String first = self.compareTo(other) < 0 ? self : other;
        String second = first.equals(self) ? other : self;
        return rooms.create(new NewRoom(
                        DIRECT + MadeIds.of(first, second),
                        self,
                        cid,
                        first + ", " + second,
                        RoomKind.DIRECT,
                        Map.of(self, Role.MEMBER, other, Role.MEMBER)))
                .compose(creation -> created(creation, cid));
    }

    private Future<Answer> created(Creation creation, @Nullable String cid) {
        return switch (creation) {
            case Creation.Created created ->
                Future.succeededFuture(Answer.created(created.duplicate(), shapes.room(created.standing(), null)));
            case Creation.Taken taken ->
                refused(Problem.field(Code.TAKEN, "id", "this id names, or once named, another room"));
            case Creation.Reused reused ->
                refused(Problem.of(Code.CID_REUSED, "this cid made another room, or this one otherwise")
                        .about(null, cid));
            case Creation.NoUser none -> refused(Problem.of(Code.NOT_FOUND, "there is no user " + none.user()));
            case Creation.Busy busy ->
                refused(Problem.of(Code.BUSY, "the store's queue is full").retryAfter(busy.retryAfterMs()));
        };
    }

    private static Future<Answer> refused(Problem problem) {
        return Future.failedFuture(new Failure(problem));
    }

    Future<Answer> show(Call call) {
        return reading.standing(call.user(), call.room())
                .compose(standing ->
                        reading.last(call.user(), standing).map(last -> Answer.ok(shapes.room(standing, last))));
    }

    Future<Answer> change(Call call) {
        RequestBody body = call.body();
        String name = body.has("name") ? name(body) : null;
        String topic = body.optionalText("topic");
        Integer slowMode = body.has("slowMode") ? Integer.valueOf(Math.toIntExact(body.number("slowMode"))) : null;
        if (name == null && topic == null && slowMode == null) {
            throw Call.bad("name", "or topic or slowMode must be given");
        }
        if (topic != null && !Names.isPlain(topic)) {
            throw Call.bad("topic", "must hold no control characters");
        }
        return writes.answer(
                call.user(),
                call.room(),
                call.cidOrNew(body),
                new Content.RoomChange(name, topic, null, false, slowMode));
    }

    Future<Answer> delete(Call call) {
        String cid = call.cidOrNew(call.body());
        return writes.answer(call.user(), call.room(), cid, new Content.RoomChange(null, null, null, true));
    }
}
