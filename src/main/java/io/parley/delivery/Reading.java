package io.parley.delivery;

import io.parley.port.Log;
import io.parley.port.Place;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import io.parley.room.Inbox;
import io.parley.room.Item;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user may look up in a room outside the stream: its state and its history. Stateless; completes on any thread.
 * Fails with {@code not_found} also for what the user may not know of.
 */
public final class Reading {
    private final Log log;
    private final Rooms rooms;
    private final Paging paging;

    public Reading(Log log, Rooms rooms) {
        this.log = log;
        this.rooms = rooms;
        this.paging = new Paging(log, rooms);
    }

    /** The room as {@code user} stands in it. */
    public Future<Standing> standing(String user, String room) {
        return isAnothers(user, room)
                ? noRoom(room)
                : rooms.standing(room, user).compose(standing -> readable(user, room, standing));
    }

    /** An inbox that nobody needs to look for. */
    private static boolean isAnothers(String user, String room) {
        return room.startsWith("@") && !Inbox.concerns(user, room);
    }

    private static <T> Future<T> noRoom(String room) {
        return Future.failedFuture(new Failure(Rights.NO_ROOM.about(room, null)));
    }

    /** The room, and {@code user}'s place in it: as {@link #standing}, without what moves with each message. */
    public Future<Place> place(String user, String room) {
        if (isAnothers(user, room)) {
            return noRoom(room);
        }
        return rooms.place(room, user).compose(place -> {
            if (place == null || !Rights.reads(place.room(), place.member(), user)) {
                return noRoom(room);
            }
            return place.member() == null && place.bannedUntil() != 0
                    ? Future.failedFuture(new Failure(Rights.BANNED.about(room, null)))
                    : Future.succeededFuture(place);
        });
    }

    /** As {@link #standing}, for many rooms with one look at the store: a future for each of them, by room. */
    Map<String, Future<Standing>> standings(String user, Collection<String> wanted) {
        Set<String> asked = Set.copyOf(wanted);
        Future<Map<String, Standing>> found =
                asked.isEmpty() ? Future.succeededFuture(Map.of()) : rooms.standings(asked, user);
        Map<String, Future<Standing>> standings = new HashMap<>();
        asked.forEach(room -> standings.put(room, found.compose(all -> readable(user, room, all.get(room)))));
        return standings;
    }

    /** Whether one is banned is asked after the standing: a later ban stands above its head, where the stream meets it. */
    private Future<Standing> readable(String user, String room, @Nullable Standing standing) {
        if (standing == null || !Rights.reads(standing, user)) {
            return noRoom(room);
        }
        if (standing.member() != null || !standing.room().kind().hasMembers()) {
            return Future.succeededFuture(standing);
        }
        return rooms.banned(room, user)
                .compose(banned -> banned
                        ? Future.failedFuture(new Failure(Rights.BANNED.about(room, null)))
                        : Future.succeededFuture(standing));
    }

    /** How far the user has then read. Durable when done. */
    Future<Long> read(String user, String room, long seq) {
        return place(user, room).compose(place -> rooms.read(room, user, seq));
    }

    /** An entry, for a member: {@code not_found} where there is none any more, or none yet. */
    Future<Entry> entry(String user, String room, long seq) {
        return place(user, room).compose(place -> {
            if (place.member() == null) {
                return Future.failedFuture(Failure.of(Code.FORBIDDEN, "only members see this"));
            }
            return log.after(room, seq - 1, 1, 1).compose(page -> {
                Entry entry = page.entries().isEmpty() ? null : page.entries().getFirst();
                return entry != null && entry.seq() == seq
                        ? Future.succeededFuture(entry)
                        : Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such entry"));
            });
        });
    }

    /**
     * A page of at most {@code ask.limit()} items; {@code next} goes on in the direction that was asked for. Where rights in
     * the room have changed between the judgement and the page, they are judged again: nobody is shown what was said after
     * the end of the right to read it.
     */
    public Future<ServerFrame.Listing> history(String user, ClientFrame.History ask) {
        return place(user, ask.room())
                .compose(place -> paging.read(user, ask)
                        .compose(page -> page.aclSeq() == place.room().aclSeq()
                                ? Future.succeededFuture(page.listing())
                                : standing(user, ask.room()).map(page.listing())));
    }

    /** The room's last message in its present state; null where none is left. */
    public Future<@Nullable Item> last(String user, Standing standing) {
        Span span = new Span(standing.history().head(), 1, 0, Paging.MAX_BYTES);
        return rooms.messages(standing.room().id(), user, span)
                .map(found -> found.items().isEmpty() ? null : found.items().getFirst());
    }
}
