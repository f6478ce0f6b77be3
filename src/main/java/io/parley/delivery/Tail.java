package io.parley.delivery;

import io.parley.room.Content;
import io.parley.room.Cursor;
import io.parley.room.Entry;
import io.parley.room.History;
import io.parley.room.Page;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This node's reader at the end of one room's log: a cursor, and a ring of what it read last. Mends gaps and order once
 * for all audiences of the room on this node, which hear from it an ordered stream. Confined to its loop.
 */
final class Tail {
    private static final int PAGE = 128;
    private static final int PAGE_BYTES = 64 * 1024;

    private final String room;
    private final Tails tails;
    private final Ring ring;
    private final Cursor cursor = new Cursor(0, 0, 0);
    /** Who waits for the page above a seq, and may be joined. */
    private final Map<Long, List<Consumer<AsyncResult<Chunk>>>> waiting = new HashMap<>();
    /** One bit per hub that has an audience. */
    private long hubs;
    /** Those of them that wait to be told the epoch. */
    private long owed;
    /** The highest seq heard of before the head was learnt. */
    private long heard;

    private boolean open;
    /** Whether the log may have begun another epoch than the cursor's. */
    private boolean doubtful;

    private boolean reading;
    private boolean closed;

    Tail(String room, Tails tails) {
        this.room = room;
        this.tails = tails;
        this.ring = new Ring(tails.rings());
    }

    void join(int hub) {
        hubs |= 1L << hub;
        if (!open) {
            pump();
        }
    }

    /** Whether nobody is left. */
    boolean leave(int hub) {
        hubs &= ~(1L << hub);
        closed = hubs == 0;
        return closed;
    }

    void live(Entry entry) {
        if (!open) {
            heard = Math.max(heard, entry.seq());
            pump();
            return;
        }
        if (entry.epoch() != cursor.epoch() && tails.keeps(Laws.EPOCH)) {
            doubt();
            return;
        }
        if (cursor.accept(cursor.epoch(), entry.seq())) {
            show(List.of(new Encoded(entry, tails.codecs())));
        } else {
            pump();
        }
    }

    void see(long epoch, long head) {
        if (!open || epoch != cursor.epoch()) {
            doubt();
            return;
        }
        cursor.see(head);
        pump();
    }

    /** The hub has a subscription that counts in another epoch, or thinks so. */
    void owe(int hub) {
        owed |= 1L << hub;
        pump();
    }

    private void doubt() {
        doubtful = true;
        pump();
    }

    /** What is doubted or owed from now on, this read does not settle. */
    private void refresh() {
        reading = true;
        doubtful = false;
        long due = owed;
        owed = 0;
        tails.history(room, read -> {
            reading = false;
            if (closed) {
                return;
            }
            if (read.failed()) {
                doubtful = true;
                owed |= due;
                tails.stalled(this);
            } else {
                learn(read.result(), due);
            }
        });
    }

    private void learn(@Nullable History history, long due) {
        if (history == null) {
            tails.tell(hubs, new Told.Gone(room));
            if (heard > 0) {
                tails.stalled(this);
            }
            return;
        }
        if (!open) {
            open = true;
            cursor.jump(history.epoch(), history.head(), Math.max(heard, history.head()));
            if (tails.keeps(Laws.OPENING_TELLS_HEAD)) {
                tails.tell(hubs & ~due, new Told.Reached(room, history.epoch(), history.head()));
            }
            tails.tell(due, new Told.Renewed(room, history));
        } else if (history.epoch() != cursor.epoch()) {
            ring.clear();
            cursor.jump(history.epoch(), history.head(), history.head());
            tails.tell(hubs, new Told.Renewed(room, history));
        } else {
            cursor.see(history.head());
            tails.tell(due, new Told.Renewed(room, history));
        }
        pump();
    }

    void pump() {
        if (reading) {
            return;
        }
        if (!open || doubtful || owed != 0) {
            refresh();
        } else if (cursor.behind()) {
            readOn();
        }
    }

    private void readOn() {
        reading = true;
        tails.after(room, cursor.position(), PAGE, PAGE_BYTES, read -> {
            reading = false;
            if (closed) {
                return;
            }
            if (read.failed()) {
                tails.stalled(this);
            } else {
                pass(read.result());
            }
        });
    }

    private void pass(Page page) {
        if (page.epoch() != cursor.epoch()) {
            doubt();
            return;
        }
        long before = cursor.position();
        if (page.oldest() > before + 1) {
            ring.clear();
            cursor.jump(page.epoch(), page.oldest() - 1, cursor.head());
            tails.tell(hubs, new Told.Reached(room, page.epoch(), page.oldest() - 1));
        }
        List<Encoded> fresh = new ArrayList<>(page.entries().size());
        for (Entry entry : page.entries()) {
            if (cursor.accept(entry.epoch(), entry.seq())) {
                fresh.add(new Encoded(entry, tails.codecs()));
            }
        }
        cursor.see(page.head());
        if (!fresh.isEmpty()) {
            show(fresh);
        }
        if (cursor.position() > before || doubtful || owed != 0) {
            pump();
        } else if (cursor.behind()) {
            tails.stalled(this);
        }
    }

    private void show(List<Encoded> entries) {
        entries.forEach(ring::add);
        entries.forEach(this::heed);
        tails.tell(hubs, new Told.Live(room, entries));
    }

    /** A deletion: the ring forgets the text, and nobody who comes now is served by a read that may have met it. */
    private void heed(Encoded encoded) {
        if (encoded.entry().content() instanceof Content.Delete delete && tails.keeps(Laws.ERASE)) {
            ring.redact(delete.target());
            waiting.clear();
        }
    }

    /** The entries above {@code after}, from the ring or the log; readers of one page share one read. */
    void read(long after, int limit, Consumer<AsyncResult<Chunk>> reader) {
        if (open && ring.covers(after)) {
            reader.accept(Future.succeededFuture(
                    new Chunk(cursor.epoch(), after + 1, cursor.head(), ring.above(after, limit))));
            return;
        }
        List<Consumer<AsyncResult<Chunk>>> readers = waiting.get(after);
        if (readers != null) {
            readers.add(reader);
            return;
        }
        List<Consumer<AsyncResult<Chunk>>> first = new ArrayList<>(1);
        first.add(reader);
        waiting.put(after, first);
        tails.after(room, after, PAGE, PAGE_BYTES, read -> {
            waiting.remove(after, first);
            AsyncResult<Chunk> chunk = read.map(this::encode);
            first.forEach(waiter -> waiter.accept(chunk));
        });
    }

    private Chunk encode(Page page) {
        List<Encoded> entries = new ArrayList<>(page.entries().size());
        page.entries().forEach(entry -> entries.add(new Encoded(entry, tails.codecs())));
        entries.forEach(this::heed);
        return new Chunk(page.epoch(), page.oldest(), page.head(), entries);
    }
}
