package io.parley.cache;

import io.parley.port.NewRoom;
import io.parley.port.Place;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.room.Excerpt;
import io.parley.room.Joins;
import io.parley.room.Member;
import io.parley.room.Room;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rooms, of which places are remembered, and which ids there are; all that moves with each message is read. */
final class CachedRooms implements Rooms {
    /** Whose a {@link Seat} is. */
    record Whose(String room, String user) {}

    /** A user's part of a {@link Place}. */
    record Seat(@Nullable Member member, long bannedUntil) {}

    /**
     * What is remembered of rooms: of each what all see alike, and of each of its users the rest. Nobody changes the one by
     * an entry that does not name the other.
     */
    record Remembered(Answers<String, Room> rooms, Answers<Whose, Seat> seats, KnownIds ids) {}

    private final Rooms store;
    private final Answers<String, Room> rooms;
    private final Answers<Whose, Seat> seats;
    private final KnownIds ids;
    private final InstantSource clock;

    CachedRooms(Rooms store, Remembered remembered, InstantSource clock) {
        this.store = store;
        this.rooms = remembered.rooms();
        this.seats = remembered.seats();
        this.ids = remembered.ids();
        this.clock = clock;
    }

    /** A duplicate may be of another node, whose commit has not been heard yet. */
    @Override
    public Future<Creation> create(NewRoom wish) {
        return store.create(wish).map(creation -> {
            if (creation instanceof Creation.Created created) {
                ids.add(created.standing().room().id());
                rooms.forget(created.standing().room().id());
            }
            return creation;
        });
    }

    @Override
    public Future<@Nullable Place> place(String room, String user) {
        if (!mayBe(room)) {
            return Future.succeededFuture();
        }
        // Both before the read: a change of either that is heard from here on makes what was read of it no longer
        // count.
        Answers.Asked<Room> asked = rooms.ask(room);
        Answers.Asked<Seat> seat = seats.ask(new Whose(room, user));
        if (asked.isOwed() || seat.isOwed()) {
            store.place(room, user).onComplete(read -> {
                asked.settle(read.map(CachedRooms::room));
                seat.settle(read.map(CachedRooms::seat));
            });
        }
        return asked.answer()
                .compose(there -> there == null
                        ? Future.succeededFuture()
                        : seat.answer()
                                .compose(taken -> mayHaveJoined(there, taken, seat)
                                        ? store.place(room, user)
                                        : Future.succeededFuture(place(there, taken))));
    }

    /** Of who comes to a room with silent joins no commit tells. */
    private static boolean mayHaveJoined(Room room, @Nullable Seat taken, Answers.Asked<Seat> asked) {
        return room.joins() == Joins.SILENT && !asked.isOwed() && (taken == null || taken.member() == null);
    }

    private static @Nullable Room room(@Nullable Place place) {
        return place == null ? null : place.room();
    }

    private static @Nullable Seat seat(@Nullable Place place) {
        return place == null ? null : new Seat(place.member(), place.bannedUntil());
    }

    /** A seat that was looked for before there was the room is nobody's: who is in it from its beginning is named by entries. */
    private Place place(Room room, @Nullable Seat seat) {
        if (seat == null) {
            return new Place(room, null, 0);
        }
        boolean banned = seat.bannedUntil() > clock.millis();
        return new Place(room, seat.member(), banned ? seat.bannedUntil() : 0);
    }

    @Override
    public Future<@Nullable Standing> standing(String room, String user) {
        if (!mayBe(room)) {
            return Future.succeededFuture();
        }
        Answers.Asked<Room> asked = rooms.ask(room);
        if (!asked.isOwed() && asked.answer().succeeded() && asked.answer().result() == null) {
            return Future.succeededFuture();
        }
        Future<@Nullable Standing> read = store.standing(room, user);
        if (asked.isOwed()) {
            read.onComplete(done -> asked.settle(done.map(CachedRooms::room)));
        }
        return read;
    }

    private static @Nullable Room room(@Nullable Standing standing) {
        return standing == null ? null : standing.room();
    }

    @Override
    public Future<Map<String, Standing>> standings(Collection<String> wanted, String user) {
        List<String> there = wanted.stream().filter(this::mayBe).toList();
        return there.isEmpty() ? Future.succeededFuture(Map.of()) : store.standings(there, user);
    }

    /** Inboxes are made with their users. */
    private boolean mayBe(String room) {
        return room.startsWith("@") || ids.mayBe(room);
    }

    @Override
    public Future<Excerpt> messages(String room, String user, Span span) {
        return store.messages(room, user, span);
    }

    @Override
    public Future<List<Listed>> of(String user, int offset, int limit) {
        return store.of(user, offset, limit);
    }

    @Override
    public Future<List<Standing>> open(String user, String query, @Nullable String afterId, int limit) {
        return store.open(user, query, afterId, limit);
    }

    @Override
    public Future<List<Member>> members(String room, @Nullable String afterUser, int limit) {
        return store.members(room, afterUser, limit);
    }

    @Override
    public Future<Boolean> banned(String room, String user) {
        return store.banned(room, user);
    }

    @Override
    public Future<Map<String, Long>> reads(String room, Collection<String> users) {
        return store.reads(room, users);
    }

    @Override
    public Future<Set<String>> company(String user, int members, int limit) {
        return store.company(user, members, limit);
    }

    @Override
    public Future<Set<String>> acquainted(String user, Collection<String> others) {
        return store.acquainted(user, others);
    }

    @Override
    public Future<Long> read(String room, String user, long seq) {
        return store.read(room, user, seq);
    }
}
