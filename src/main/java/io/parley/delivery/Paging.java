package io.parley.delivery;

import io.parley.port.Log;
import io.parley.port.Rooms;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import io.parley.room.Item;
import io.parley.room.Page;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pages of a room's history, for whoever has been found to have a right to them. */
final class Paging {
    /** Of what entries say: with what is around them, a page stays below 256 KiB. */
    static final int MAX_BYTES = 176 * 1024;

    /**
     * A page, not shown yet.
     *
     * @param aclSeq the room's when the page was read, or the last part of it
     */
    record Read(ServerFrame.Listing listing, long aclSeq) {}

    private final Log log;
    private final Rooms rooms;

    Paging(Log log, Rooms rooms) {
        this.log = log;
        this.rooms = rooms;
    }

    Future<Read> read(String user, ClientFrame.History ask) {
        return ask.view() == ClientFrame.View.MESSAGES ? messages(user, ask) : entries(ask);
    }

    private Future<Read> messages(String user, ClientFrame.History ask) {
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
                .map(found -> new Read(
                        new ServerFrame.Listing(
                                ask.id(),
                                ask.room(),
                                found.epoch(),
                                found.head(),
                                found.oldest(),
                                found.head(),
                                found.items(),
                                before != null ? found.lowest() : found.highest()),
                        found.aclSeq()));
    }

    private Future<Read> entries(ClientFrame.History ask) {
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

    private Future<Read> below(ClientFrame.History ask, long before, int limit, int maxBytes) {
        return log.before(ask.room(), before, limit, maxBytes).map(page -> {
            long lowest = page.entries().isEmpty()
                    ? page.oldest()
                    : page.entries().getFirst().seq();
            return found(ask, page, page.entries(), lowest > page.oldest() ? Long.valueOf(lowest) : null);
        });
    }

    private Future<Read> above(ClientFrame.History ask, long after, int limit, int maxBytes) {
        return log.after(ask.room(), after, Math.max(1, limit), maxBytes).map(page -> {
            List<Entry> entries = limit == 0 ? List.of() : page.entries();
            long highest = entries.isEmpty() ? after : entries.getLast().seq();
            return found(ask, page, entries, highest < page.head() ? Long.valueOf(highest) : null);
        });
    }

    private static Read found(ClientFrame.History ask, Page page, List<Entry> entries, @Nullable Long next) {
        ServerFrame.Listing listing = new ServerFrame.Listing(
                ask.id(),
                ask.room(),
                page.epoch(),
                page.head(),
                page.oldest(),
                page.head(),
                entries.stream().map(Item::of).toList(),
                next);
        return new Read(listing, page.aclSeq());
    }

    /** As of when the lower part was read: what came between the two reads is in the log above that. */
    private static Read join(Read lower, Read upper) {
        ServerFrame.Listing below = lower.listing();
        ServerFrame.Listing above = upper.listing();
        List<Item> items = new ArrayList<>(below.items());
        items.addAll(above.items());
        ServerFrame.Listing whole = new ServerFrame.Listing(
                below.id(),
                below.room(),
                below.epoch(),
                below.asOf(),
                above.oldest(),
                above.head(),
                items,
                above.next());
        return new Read(whole, upper.aclSeq());
    }
}
