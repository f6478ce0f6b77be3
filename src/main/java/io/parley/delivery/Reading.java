package io.parley.delivery;

import io.parley.port.Log;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import io.parley.room.Item;
import io.parley.room.Page;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user may look up in a room outside the stream: its state and its history. Stateless; completes on any thread.
 * Fails with {@code not_found} also for what the user may not know of.
 */
public final class Reading {
    /** Of what entries say: with what is around them, a page stays below 256 KiB. */
    private static final int MAX_BYTES = 176 * 1024;

    private final Log log;
    private final Rooms rooms;

    public Reading(Log log, Rooms rooms) {
        this.log = log;
        this.rooms = rooms;
    }

    /** The room as {@code user} stands in it. */
    public Future<Standing> standing(String user, String room) {
        return rooms.standing(room, user).compose(standing -> readable(user, room, standing));
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
            return Future.failedFuture(new Failure(Rights.NO_ROOM.about(room, null)));
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
        return standing(user, room).compose(standing -> rooms.read(room, user, seq));
    }

    /** An entry, for a member: {@code not_found} where there is none any more, or none yet. */
    Future<Entry> entry(String user, String room, long seq) {
        return standing(user, room).compose(standing -> {
            if (standing.member() == null) {
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
     * A page of at most {@code ask.limit()} items; {@code next} goes on in the direction that was asked for. Where the room
     * has gone on since the right was judged, it is judged again: a page may hold the entry that ends it, and what follows.
     */
    public Future<ServerFrame.Listing> history(String user, ClientFrame.History ask) {
        return standing(user, ask.room())
                .compose(standing -> page(user, ask)
                        .compose(page -> page.head() <= standing.history().head()
                                ? Future.succeededFuture(page)
                                : standing(user, ask.room()).map(page)));
    }

    private Future<ServerFrame.Listing> page(String user, ClientFrame.History ask) {
        return ask.view() == ClientFrame.View.MESSAGES ? messages(user, ask) : entries(ask);
    }

    /** The room's last message in its present state; null where none is left. */
    public Future<@Nullable Item> last(String user, Standing standing) {
        Span span = new Span(standing.history().head(), 1, 0, MAX_BYTES);
        return rooms.messages(standing.room().id(), user, span)
                .map(found -> found.items().isEmpty() ? null : found.items().getFirst());
    }

    private Future<ServerFrame.Listing> messages(String user, ClientFrame.History ask) {
        Long before = ask.before();
        Long after = ask.after();
        Long around = ask.around();
        int limit = ask.limit();
        Span span = before != null
                ? new Span(before - 1, limit, 0, MAX_BYTES)
                : after != null
                        ? new Span(after, 0, limit, MAX_BYTES)
                        : new Span(around == null ? 0 : around, (limit + 1) / 2, limit / 2, MAX_BYTES);
        return rooms.messages(ask.room(), user, span)
                .map(found -> new ServerFrame.Listing(
                        ask.id(),
                        ask.room(),
                        found.epoch(),
                        found.head(),
                        found.oldest(),
                        found.head(),
                        found.items(),
                        before != null ? found.lowest() : found.highest()));
    }

    private Future<ServerFrame.Listing> entries(ClientFrame.History ask) {
        Long before = ask.before();
        Long after = ask.after();
        if (before != null) {
            return below(ask, before, ask.limit(), MAX_BYTES);
        }
        if (after != null) {
            return above(ask, after, ask.limit(), MAX_BYTES);
        }
        long around = ask.around() == null ? 0 : ask.around();
        return below(ask, around + 1, (ask.limit() + 1) / 2, MAX_BYTES / 2)
                .compose(below ->
                        above(ask, around, ask.limit() / 2, MAX_BYTES / 2).map(above -> join(below, above)));
    }

    private Future<ServerFrame.Listing> below(ClientFrame.History ask, long before, int limit, int maxBytes) {
        return log.before(ask.room(), before, limit, maxBytes).map(page -> {
            long lowest = page.entries().isEmpty()
                    ? page.oldest()
                    : page.entries().getFirst().seq();
            return listing(ask, page, page.entries(), lowest > page.oldest() ? Long.valueOf(lowest) : null);
        });
    }

    private Future<ServerFrame.Listing> above(ClientFrame.History ask, long after, int limit, int maxBytes) {
        return log.after(ask.room(), after, Math.max(1, limit), maxBytes).map(page -> {
            List<Entry> entries = limit == 0 ? List.of() : page.entries();
            long highest = entries.isEmpty() ? after : entries.getLast().seq();
            return listing(ask, page, entries, highest < page.head() ? Long.valueOf(highest) : null);
        });
    }

    private static ServerFrame.Listing listing(
            ClientFrame.History ask, Page page, List<Entry> entries, @Nullable Long next) {
        return new ServerFrame.Listing(
                ask.id(),
                ask.room(),
                page.epoch(),
                page.head(),
                page.oldest(),
                page.head(),
                entries.stream().map(Item::of).toList(),
                next);
    }

    /** As of when the lower part was read: what came between the two reads is in the log above that. */
    private static ServerFrame.Listing join(ServerFrame.Listing below, ServerFrame.Listing above) {
        List<Item> items = new ArrayList<>(below.items());
        items.addAll(above.items());
        return new ServerFrame.Listing(
                below.id(),
                below.room(),
                below.epoch(),
                below.asOf(),
                above.oldest(),
                above.head(),
                items,
                above.next());
    }
}
