package io.parley.delivery;

import io.parley.port.Log;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Page;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user may look up in a room outside the stream: its state and its history. Stateless; completes on any thread.
 * Fails with {@code not_found} also for what the user may not know of.
 */
public final class Reading {
    /** Of what entries say: with what is around them, a page stays below 256 KiB. */
    private static final int MAX_BYTES = 176 * 1024;

    /** How many pages are looked through for messages before an answer goes out with fewer than were asked for. */
    private static final int MAX_PAGES = 8;

    private static final Problem NO_INBOX =
            Problem.of(Code.UNSUPPORTED, "inboxes and announcements are not supported yet");

    private final Log log;
    private final Rooms rooms;

    public Reading(Log log, Rooms rooms) {
        this.log = log;
        this.rooms = rooms;
    }

    /** The room as {@code user} stands in it. */
    public Future<Standing> standing(String user, String room) {
        if (room.startsWith("@")) {
            return Future.failedFuture(new Failure(NO_INBOX.about(room, null)));
        }
        return rooms.standing(room, user)
                .compose(standing -> standing != null && Rights.reads(standing)
                        ? Future.succeededFuture(standing)
                        : Future.failedFuture(new Failure(Rights.NO_ROOM.about(room, null))));
    }

    /** Durable when done. */
    public Future<Void> read(String user, String room, long seq) {
        return standing(user, room).compose(standing -> rooms.read(room, user, seq));
    }

    /** A page of at most {@code ask.limit()} items; {@code next} goes on in the direction that was asked for. */
    public Future<ServerFrame.Listing> history(String user, ClientFrame.History ask) {
        return standing(user, ask.room()).compose(standing -> {
            Long before = ask.before();
            Long after = ask.after();
            if (before != null) {
                return look(ask, new Found(false, before), 0);
            }
            if (after != null) {
                return look(ask, new Found(true, after), 0);
            }
            return around(ask, ask.around() == null ? standing.history().head() : ask.around());
        });
    }

    private Future<ServerFrame.Listing> around(ClientFrame.History ask, long seq) {
        return look(part(ask, (ask.limit() + 1) / 2), new Found(false, seq + 1), 0)
                .compose(below -> look(part(ask, ask.limit() / 2), new Found(true, seq), 0)
                        .map(above -> {
                            List<Entry> items = new ArrayList<>(below.items());
                            items.addAll(above.items());
                            return new ServerFrame.Listing(
                                    ask.id(),
                                    ask.room(),
                                    above.epoch(),
                                    above.asOf(),
                                    above.oldest(),
                                    above.head(),
                                    items,
                                    above.next());
                        }));
    }

    private static ClientFrame.History part(ClientFrame.History ask, int limit) {
        return new ClientFrame.History(ask.id(), ask.room(), null, null, null, limit, ask.view());
    }

    /** What has been found on the way through the log. */
    private static final class Found {
        private final boolean up;
        private final List<Entry> items = new ArrayList<>();
        private long at;

        Found(boolean up, long at) {
            this.up = up;
            this.at = at;
        }

        void take(Page page, ClientFrame.History ask) {
            List<Entry> entries = up ? page.entries() : page.entries().reversed();
            for (Entry entry : entries) {
                if (items.size() == ask.limit()) {
                    return;
                }
                at = entry.seq();
                if (ask.view() == ClientFrame.View.ENTRIES || entry.content() instanceof Content.Message) {
                    items.add(entry);
                }
            }
        }

        boolean ended(Page page) {
            return page.entries().isEmpty() || (up ? at >= page.head() : at <= page.oldest());
        }

        @Nullable
        Long next(Page page) {
            return ended(page) ? null : at;
        }

        List<Entry> ascending() {
            return up ? items : items.reversed();
        }
    }

    private Future<ServerFrame.Listing> look(ClientFrame.History ask, Found found, int pages) {
        Future<Page> read = found.up
                ? log.after(ask.room(), found.at, Math.max(1, ask.limit()), MAX_BYTES)
                : log.before(ask.room(), found.at, Math.max(1, ask.limit()), MAX_BYTES);
        return read.compose(page -> {
            found.take(page, ask);
            if (!found.ended(page) && found.items.isEmpty() && ask.limit() > 0 && pages < MAX_PAGES) {
                return look(ask, found, pages + 1);
            }
            return Future.succeededFuture(new ServerFrame.Listing(
                    ask.id(),
                    ask.room(),
                    page.epoch(),
                    page.head(),
                    page.oldest(),
                    page.head(),
                    found.ascending(),
                    found.next(page)));
        });
    }
}
