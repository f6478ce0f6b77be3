package io.parley.http;

import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leaves all the rooms of one who goes, each by an entry like any other; direct rooms, which nobody leaves, stay. */
final class Farewell {
    private static final int AT_ONCE = 100;
    private static final long RETRY_MS = 1_000;

    private final Rooms rooms;
    private final Writes writes;

    Farewell(Rooms rooms, Writes writes) {
        this.rooms = rooms;
        this.writes = writes;
    }

    /** Fails where it is worth asking again; then it goes on where it was. */
    Future<Void> say(String user) {
        return leaveBeyond(user, 0);
    }

    /** @param staying how many of the user's rooms have been passed over */
    private Future<Void> leaveBeyond(String user, int staying) {
        return rooms.of(user, staying, AT_ONCE).compose(page -> {
            if (page.isEmpty()) {
                return Future.succeededFuture();
            }
            List<Future<Integer>> left =
                    page.stream().map(room -> leave(user, room.standing())).toList();
            return Future.all(left).compose(all -> {
                int passedOver = left.stream().mapToInt(Future::result).sum();
                return leaveBeyond(user, staying + passedOver);
            });
        });
    }

    /** 0 for a room that was left, or is gone; 1 for one that cannot be left. */
    private Future<Integer> leave(String user, Standing standing) {
        String room = standing.room().id();
        return send(user, room, Change.LEFT, user, null).recover(cause -> switch (code(cause)) {
            case NOT_FOUND -> Future.succeededFuture(0);
            case FORBIDDEN ->
                standing.room().kind() == RoomKind.DIRECT ? Future.succeededFuture(1) : handOver(user, room);
            default -> Future.failedFuture(cause);
        });
    }

    private Future<Integer> send(String user, String room, Change change, String member, @Nullable Role role) {
        Content content = new Content.Membership(member, change, role, null);
        return writes.send(user, room, MadeIds.next(), content).map(0);
    }

    /** A last owner's room goes on under whoever has been there longest, moderators first; one without others is deleted. */
    private Future<Integer> handOver(String user, String room) {
        return heir(user, room, null, null)
                .compose(heir -> heir == null
                        ? writes.send(user, room, MadeIds.next(), new Content.RoomChange(null, null, null, true))
                                .map(0)
                        : send(user, room, Change.ROLE, heir.user(), Role.OWNER)
                                .compose(owned -> send(user, room, Change.LEFT, user, null)))
                .recover(cause -> Future.failedFuture(
                        code(cause).temporary()
                                ? cause
                                : new Failure(Problem.of(Code.BUSY, "members of a room come and go")
                                        .about(room, null)
                                        .retryAfter(RETRY_MS))));
    }

    private Future<@Nullable Member> heir(String user, String room, @Nullable String after, @Nullable Member best) {
        return rooms.members(room, after, AT_ONCE).compose(page -> {
            Member heir = Stream.concat(Stream.ofNullable(best), page.stream())
                    .filter(member -> !member.user().equals(user))
                    .min(Comparator.comparing(Member::role).thenComparingLong(Member::joinedAt))
                    .orElse(null);
            return page.size() < AT_ONCE
                    ? Future.succeededFuture(heir)
                    : heir(user, room, page.getLast().user(), heir);
        });
    }

    private static Code code(Throwable cause) {
        return cause instanceof Failure failure ? failure.problem().code() : Code.UNAVAILABLE;
    }
}
