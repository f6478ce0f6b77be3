package io.parley.delivery;

import io.parley.port.Frames;
import io.parley.protocol.ServerFrame.Unsubscribed.Why;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.History;
import io.vertx.core.AsyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one loop to one room: each new entry is joined once for all of them. Confined to the loop. */
final class Audience {
    /** As much as is joined at once: well below what a wire lets wait for its peer. */
    private static final int JOINED_BYTES = 64 * 1024;

    private final String room;
    private final Hub hub;
    private final Bag<Subscription> subscriptions = new Bag<>();
    /** What this turn's flush is to show, without a hole. */
    private final List<Encoded> pending = new ArrayList<>(2);

    private int pendingBytes;
    /** How many subscriptions hold it, or are on their way. */
    private int holders;
    /** When the last holder let go, in nanoseconds of the loop's clock. */
    private long emptySince;

    private boolean dirty;
    private long epoch;
    private long head;

    Audience(String room, Hub hub) {
        this.room = room;
        this.hub = hub;
    }

    String room() {
        return room;
    }

    void hold() {
        holders++;
    }

    void release() {
        holders--;
        emptySince = hub.now();
    }

    boolean emptyFor(long nanos, long now) {
        return holders == 0 && now - emptySince >= nanos;
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /** The highest seq heard of in that epoch; 0 when none was. */
    long headIn(long ofEpoch) {
        return ofEpoch == epoch ? head : 0;
    }

    /** False when it was so already. */
    boolean markDirty() {
        boolean fresh = !dirty;
        dirty = true;
        return fresh;
    }

    int size() {
        return subscriptions.size();
    }

    void hear(Told told) {
        switch (told) {
            case Told.Live live -> live.entries().forEach(this::take);
            case Told.Reached reached -> reach(reached.epoch(), reached.head());
            case Told.Renewed renewed -> renew(renewed.history());
            case Told.Gone gone -> endAll(Why.ROOM_DELETED, null);
        }
    }

    private void take(Encoded encoded) {
        Entry entry = encoded.entry();
        if (!pending.isEmpty() && pending.getLast().entry().seq() + 1 != entry.seq()) {
            flush();
        }
        raise(entry.epoch(), entry.seq());
        pending.add(encoded);
        pendingBytes += encoded.bytes(0).length;
        if (pendingBytes >= JOINED_BYTES) {
            flush();
        }
        hub.dirty(this);
        if (entry.content() instanceof Content.Membership membership) {
            Why why = ending(membership.change());
            if (why != null) {
                flush();
                endOf(membership.member(), why, entry.seq());
            }
        } else if (entry.content() instanceof Content.RoomChange change && change.deleted()) {
            flush();
            endAll(Why.ROOM_DELETED, entry.seq());
        }
    }

    /** Why such a change ends what its member is shown, or null. */
    static @Nullable Why ending(Change change) {
        return switch (change) {
            case LEFT -> Why.LEFT;
            case REMOVED -> Why.REMOVED;
            case BANNED -> Why.BANNED;
            case JOINED, ADDED, UNBANNED, MUTED, UNMUTED, ROLE -> null;
        };
    }

    private void endOf(String member, Why why, long seq) {
        subscriptions.forEach(subscription -> {
            if (subscription.session().isOf(member)) {
                subscription.session().end(subscription, why, seq);
            }
        });
    }

    private void endAll(Why why, @Nullable Long seq) {
        subscriptions.forEach(subscription -> subscription.session().end(subscription, why, seq));
    }

    private void reach(long toEpoch, long toHead) {
        flush();
        raise(toEpoch, toHead);
        subscriptions.forEach(subscription -> subscription.see(toEpoch, toHead));
    }

    private void renew(History history) {
        flush();
        epoch = history.epoch();
        head = history.head();
        subscriptions.forEach(subscription -> subscription.renew(history));
    }

    private void raise(long toEpoch, long toHead) {
        head = toEpoch == epoch ? Math.max(head, toHead) : toHead;
        epoch = toEpoch;
    }

    /** Shows what is pending to all that are at the head; the others learn of it. */
    void flush() {
        dirty = false;
        if (pending.isEmpty()) {
            return;
        }
        long ofEpoch = pending.getFirst().entry().epoch();
        long first = pending.getFirst().entry().seq();
        long last = pending.getLast().entry().seq();
        @Nullable Frames[] joined = new @Nullable Frames[hub.codecs().size()];
        subscriptions.forEach(subscription -> subscription.offer(
                ofEpoch, first, last, joinedFor(subscription.session().codec(), joined)));
        pending.clear();
        pendingBytes = 0;
        for (Frames frames : joined) {
            if (frames != null) {
                frames.release();
            }
        }
    }

    private Frames joinedFor(int codec, @Nullable Frames[] joined) {
        Frames frames = joined[codec];
        if (frames == null) {
            List<byte[]> bytes = new ArrayList<>(pending.size());
            pending.forEach(encoded -> bytes.add(encoded.bytes(codec)));
            frames = hub.join(bytes, codec);
            joined[codec] = frames;
        }
        return frames;
    }

    void read(long after, int limit, Consumer<AsyncResult<Chunk>> reader) {
        hub.read(room, after, limit, reader);
    }

    /** A subscription counts in another epoch than its entries. */
    void refresh() {
        hub.owe(room);
    }
}
