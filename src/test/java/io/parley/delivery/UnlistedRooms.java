package io.parley.delivery;

import io.parley.port.NewRoom;
import io.parley.port.Place;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.room.Excerpt;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the engine asks of rooms only for REST, which does not stand on the simulation. */
abstract class UnlistedRooms implements Rooms {
    @Override
    public Future<Creation> create(NewRoom room) {
        return Future.failedFuture("nobody makes rooms here");
    }

    @Override
    public Future<List<Listed>> of(String user, int offset, int limit) {
        return Future.failedFuture("nobody lists rooms here");
    }

    @Override
    public Future<List<Standing>> open(String user, String query, @Nullable String afterId, int limit) {
        return Future.failedFuture("nobody lists rooms here");
    }

    @Override
    public Future<Excerpt> messages(String room, String user, Span span) {
        return Future.failedFuture("nobody looks back here");
    }

    @Override
    public Future<@Nullable Place> place(String room, String user) {
        return standing(room, user)
                .map(standing -> standing == null ? null : new Place(standing.room(), standing.member(), 0));
    }

    @Override
    public Future<Boolean> banned(String room, String user) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Map<String, Long>> reads(String room, Collection<String> users) {
        return Future.failedFuture("nobody lists reads here");
    }
}
