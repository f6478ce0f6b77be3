package io.parley.http;

import io.parley.delivery.Reading;
import io.parley.port.Accounts;
import io.parley.port.Outcome;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Ids;
import io.parley.room.Member;
import io.parley.room.Role;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who belongs to a room: joining, adding, roles, leaving, removing. Each change is an entry of the room's log. */
final class MemberRoutes {
    private static final int MAX_ATTEMPTS = 5;

    private final Rooms rooms;
    private final Accounts accounts;
    private final Reading reading;
    private final Writes writes;

    MemberRoutes(Rooms rooms, Accounts accounts, Reading reading, Writes writes) {
        this.rooms = rooms;
        this.accounts = accounts;
        this.reading = reading;
        this.writes = writes;
    }

    Future<Answer> list(Call call) {
        String room = call.room();
        int limit = call.limit();
        String after = call.query("cursor");
        if (after != null && !Ids.isUser(after)) {
            throw Call.bad("cursor", "must be a list's next");
        }
        return reading.place(call.user(), room)
                .compose(place -> rooms.members(room, after, limit))
                .map(members -> Answer.ok(Shapes.list(
                        members.stream().map(Shapes::member).toList(),
                        members.size() < limit ? null : members.getLast().user())));
    }

    /**
     * One who is absent is added, or joins; one who is there gets the role. What a key has already named is answered
     * first: by then the one it added is there.
     */
    Future<Answer> put(Call call) {
        RequestBody body = call.body();
        String user = call.user();
        String room = call.room();
        String other = call.other();
        Role role = role(body);
        String cid = call.cid(body);
        if (cid == null) {
            return put(user, room, other, role, call.cidOrNew(body), 1);
        }
        return repeated(
                        user,
                        room,
                        cid,
                        List.of(
                                entering(user, other, role == null ? Role.MEMBER : role),
                                entering(user, other, null),
                                role(other, role)))
                .compose(known -> known != null
                        ? Future.succeededFuture(Writes.answer(room, cid, known))
                        : put(user, room, other, role, cid, 1));
    }

    /** Whoever comes, goes or gets a role meanwhile is looked at again. */
    private Future<Answer> put(String user, String room, String other, @Nullable Role role, String cid, int attempt) {
        return decide(user, room, other, role)
                .compose(content -> writes.answer(user, room, cid, content)
                        .recover(cause -> attempt < MAX_ATTEMPTS && overtaken(content, cause)
                                ? put(user, room, other, role, cid, attempt + 1)
                                : Future.failedFuture(cause)));
    }

    private static boolean overtaken(Content.Membership content, Throwable cause) {
        Code wanted = content.change() == Change.ROLE ? Code.NOT_FOUND : Code.TAKEN;
        return cause instanceof Failure failure && failure.problem().code() == wanted;
    }

    private static @Nullable Role role(RequestBody body) {
        String name = body.optionalText("role");
        return name == null ? null : Role.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private Future<Outcome.@Nullable Stored> repeated(
            String user, String room, String cid, List<Content.Membership> wishes) {
        return writes.find(user, room, cid, wishes.getFirst()).compose(found -> {
            if (found instanceof Outcome.Reused && wishes.size() > 1) {
                return repeated(user, room, cid, wishes.subList(1, wishes.size()));
            }
            return Future.succeededFuture(found instanceof Outcome.Stored stored ? stored : null);
        });
    }

    private Future<Content.Membership> decide(String user, String room, String other, @Nullable Role role) {
        return reading.standing(user, room)
                .compose(own -> present(own, user, other).map(member -> {
                    if (member == null) {
                        return entering(user, other, role == null ? Role.MEMBER : role);
                    }
                    return role == null || member.role() == role ? entering(user, other, null) : role(other, role);
                }));
    }

    private Future<@Nullable Member> present(Standing own, String user, String other) {
        if (user.equals(other)) {
            return Future.succeededFuture(own.member());
        }
        return accounts.account(other)
                .compose(account -> account == null
                        ? Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such user"))
                        : rooms.standing(own.room().id(), other))
                .map(standing -> standing == null ? null : standing.member());
    }

    /** Without a role, one who is there keeps the one that is held. */
    private static Content.Membership entering(String user, String other, @Nullable Role role) {
        Change change = user.equals(other) ? Change.JOINED : Change.ADDED;
        return new Content.Membership(other, change, role, null);
    }

    private static Content.Membership role(String other, @Nullable Role role) {
        return new Content.Membership(other, Change.ROLE, role == null ? Role.MEMBER : role, null);
    }

    Future<Answer> delete(Call call) {
        Change change = call.user().equals(call.other()) ? Change.LEFT : Change.REMOVED;
        String cid = call.cidOrNew(call.body());
        return writes.answer(call.user(), call.room(), cid, new Content.Membership(call.other(), change, null, null));
    }
}
