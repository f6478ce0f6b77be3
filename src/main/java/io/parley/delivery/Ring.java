package io.parley.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest entries of one room without a hole between them, oldest first. Grows by one at the young end; shrinks at the
 * old end when its loop's {@link Rings} ask for room. Confined to the loop.
 */
final class Ring {
    private final Rings rings;
    private final ArrayDeque<Encoded> entries = new ArrayDeque<>(4);

    Ring(Rings rings) {
        this.rings = rings;
    }

    void add(Encoded encoded) {
        entries.addLast(encoded);
        rings.added(this, encoded);
    }

    /** Takes the oldest out. Nothing happens when the ring has been cleared meanwhile. */
    void evict(Encoded oldest) {
        if (entries.peekFirst() == oldest) {
            entries.removeFirst();
        }
    }

    /** Its entries leave the budget when they come of age. */
    void clear() {
        entries.clear();
    }

    /** The message at {@code seq} has been deleted: here too, nothing of its text stays. */
    void redact(long seq) {
        for (Encoded encoded : entries) {
            if (encoded.entry().content().tells(seq, encoded.entry().seq())) {
                encoded.redact();
            }
        }
    }

    /** Whether the entry after {@code seq} is here. */
    boolean covers(long seq) {
        Encoded first = entries.peekFirst();
        return first != null
                && first.entry().seq() <= seq + 1
                && entries.getLast().entry().seq() > seq;
    }

    /** At most {@code limit} entries above {@code seq}, which must be {@linkplain #covers covered}. */
    List<Encoded> above(long seq, int limit) {
        long skip = seq + 1 - entries.getFirst().entry().seq();
        List<Encoded> page = new ArrayList<>(Math.min(limit, entries.size()));
        for (Encoded encoded : entries) {
            if (skip-- > 0) {
                continue;
            }
            if (page.size() == limit) {
                break;
            }
            page.add(encoded);
        }
        return page;
    }
}
