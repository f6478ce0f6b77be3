package io.parley.delivery;

import io.parley.port.Frames;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.ServerFrame;
import io.parley.room.Content;
import io.parley.room.Cursor;
import io.parley.room.Entry;
import io.parley.room.History;
import io.parley.room.Resumption;
import io.vertx.core.AsyncResult;
import org.jspecify.annotations.Nullable;

/** One session's cursor over one room's log, with its gate and its pump. Confined to the loop. */
final class Subscription extends Bag.Item {
    /** Entries that may be read ahead in one go; a bound on memory and on the turn's length. */
    private static final int PAGE = 128;

    private final Session session;
    private final Audience audience;
    private final Cursor cursor;
    /** Null for a reader that does not ack. */
    private final @Nullable AckClock clock;
    /** The head under which the reader's right was judged. */
    private final long since;
    /** Where it has caught up; {@code Long.MAX_VALUE} once that was said. */
    private long target;

    private final Progress progress = new Progress();
    private boolean reading;
    private boolean closed;

    Subscription(Session session, Audience audience, Cursor cursor, boolean acks) {
        this.session = session;
        this.audience = audience;
        this.cursor = cursor;
        this.clock = acks ? new AckClock(session.hub().now()) : null;
        this.since = cursor.head();
        this.target = cursor.head();
    }

    /** Others are to know how far the reader has been shown. Before {@link #start}. */
    void count() {
        progress.count(cursor.acked());
    }

    /** After {@code subscribed} has been written. */
    void start(@Nullable ServerFrame reset) {
        if (reset != null) {
            session.write(reset);
        }
        audience.add(this);
        cursor.see(audience.headIn(cursor.epoch()));
        sayCaughtUp();
        pump();
    }

    Session session() {
        return session;
    }

    /** The entries {@code first} to {@code last} are new; at the head they are shown at once, all in one write. */
    void offer(long epoch, long first, long last, Frames frames) {
        boolean same = epoch == cursor.epoch() || !session.hub().keeps(Laws.EPOCH);
        long count = last - first + 1;
        boolean next = cursor.position() == first - 1 || !session.hub().keeps(Laws.GATE);
        if (same && next && !reading && session.wire().writable() && cursor.unacked() + count <= window()) {
            for (long seq = first; seq <= last; seq++) {
                if (!cursor.accept(cursor.epoch(), seq)) {
                    cursor.jump(cursor.epoch(), seq, seq);
                }
            }
            session.wire().write(frames);
            sayCaughtUp();
        } else {
            see(epoch, last);
        }
    }

    void see(long epoch, long head) {
        if (epoch != cursor.epoch() && session.hub().keeps(Laws.EPOCH)) {
            audience.refresh();
        } else {
            cursor.see(head);
            pump();
        }
    }

    void pump() {
        if (closed || reading || !cursor.behind() || !session.wire().writable() || cursor.unacked() >= window()) {
            return;
        }
        reading = true;
        int limit = (int) Math.min(PAGE, window() - cursor.unacked());
        audience.read(cursor.position(), limit, this::pass);
    }

    private void pass(AsyncResult<Chunk> read) {
        reading = false;
        if (closed) {
            return;
        }
        if (read.failed()) {
            fail(read.cause());
            return;
        }
        Chunk chunk = read.result();
        if (chunk.epoch() != cursor.epoch() && session.hub().keeps(Laws.EPOCH)) {
            audience.refresh();
            return;
        }
        if (chunk.oldest() > cursor.position() + 1 && session.hub().keeps(Laws.TRIM)) {
            reset(chunk.epoch(), chunk.oldest(), chunk.head(), chunk.oldest(), Resumption.Reason.TRIMMED);
        }
        long before = cursor.position();
        for (Encoded encoded : chunk.entries()) {
            if (closed || !session.wire().writable() || cursor.unacked() >= window()) {
                break;
            }
            show(encoded);
        }
        if (closed) {
            return;
        }
        cursor.see(chunk.head());
        sayCaughtUp();
        if (cursor.position() > before) {
            pump();
        } else if (cursor.behind()) {
            session.hub().stalled(this);
        }
    }

    private void show(Encoded encoded) {
        Entry entry = encoded.entry();
        if (cursor.accept(cursor.epoch(), entry.seq()) || !session.hub().keeps(Laws.GATE)) {
            session.wire().write(encoded.bytes(session.codec()));
            endIfRemoved(entry);
        }
    }

    /** A removal that came between the look at the member's standing and the first entry shown is met in the log. */
    private void endIfRemoved(Entry entry) {
        if (entry.seq() > since
                && entry.content() instanceof Content.Membership membership
                && session.isOf(membership.member())) {
            ServerFrame.Unsubscribed.Why why = Audience.ending(membership.change());
            if (why != null) {
                session.end(this, why, entry.seq());
            }
        }
    }

    private void fail(Throwable cause) {
        if (cause instanceof Failure failure && failure.problem().code() == Code.NOT_FOUND) {
            session.end(this, ServerFrame.Unsubscribed.Why.ROOM_DELETED, null);
        } else {
            session.hub().stalled(this);
        }
    }

    /**
     * Another epoch began: the stream goes on where the two histories are one, else from where they part. What counts is
     * what the reader was shown; after a rewind that is more than the position.
     */
    void renew(History history) {
        if (history.epoch() == cursor.epoch()) {
            see(history.epoch(), history.head());
            return;
        }
        Resumption resumption = history.resume(cursor.epoch(), cursor.shown());
        Resumption.Reason reason = resumption.reset();
        if (reason == null) {
            cursor.renew(history.epoch(), history.head());
        } else {
            long next = Math.max(history.oldest(), Math.min(resumption.next(), cursor.position() + 1));
            reset(history.epoch(), history.oldest(), history.head(), next, reason);
        }
        pump();
    }

    private void reset(long epoch, long oldest, long head, long next, Resumption.Reason reason) {
        session.write(new ServerFrame.Reset(audience.room(), epoch, oldest, head, next, reason));
        cursor.jump(epoch, next - 1, head);
    }

    void ack(long seq) {
        long before = cursor.acked();
        cursor.ack(seq);
        if (seq <= cursor.acked()) {
            progress.acked(seq);
        }
        if (clock != null && cursor.acked() > before) {
            clock.moved(session.hub().now());
        }
        pump();
    }

    /** False when the reader is given up. */
    boolean look(long now) {
        progress.tell(shown -> session.attendance().acked(audience.room(), shown));
        if (clock == null || !session.hub().keeps(Laws.REWIND)) {
            return true;
        }
        boolean running = cursor.unacked() > 0
                && !reading
                && session.wire().writable()
                && session.wire().quiet();
        return switch (clock.look(now, running)) {
            case NOTHING -> true;
            case GIVE_UP -> false;
            case REWIND -> {
                cursor.rewind();
                session.write(new ServerFrame.Rewound(audience.room(), cursor.acked()));
                pump();
                yield true;
            }
        };
    }

    private long window() {
        return clock == null
                ? Long.MAX_VALUE
                : clock.probing() ? 1 : session.hub().limits().window();
    }

    private void sayCaughtUp() {
        if (cursor.position() >= target) {
            session.write(new ServerFrame.CaughtUp(audience.room(), target));
            target = Long.MAX_VALUE;
        }
    }

    String room() {
        return audience.room();
    }

    /** Idempotent. */
    void close() {
        if (!closed) {
            closed = true;
            session.hub().unstalled(this);
            audience.remove(this);
            audience.release();
        }
    }
}
