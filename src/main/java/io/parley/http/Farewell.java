package io.parley.http;

import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.Failure;
import io.parley.room.Change;
import io.parley.room.Content;
import io.vertx.core.Future;
import java.util.List;

/** Leaves all the rooms of one who goes, each by an entry like any other; direct rooms, which nobody leaves, stay. */
final class Farewell {
    private static final int AT_ONCE = 100;

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

    /** 0 for a room that was left, 1 for one that cannot be. */
    private Future<Integer> leave(String user, Standing standing) {
        Content left = new Content.Membership(user, Change.LEFT, null, null);
        return writes.send(user, standing.room().id(), MadeIds.next(), left)
                .map(0)
                .recover(cause -> cause instanceof Failure refused
                                && !refused.problem().code().temporary()
                        ? Future.succeededFuture(1)
                        : Future.failedFuture(cause));
    }
}
