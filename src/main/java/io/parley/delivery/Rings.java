package io.parley.delivery;

import java.util.ArrayDeque;

/**
 * The byte budget that the rings of one loop share. When it is spent, the entry that has been in a ring for longest goes,
 * whosever it is. Confined to the loop.
 */
final class Rings {
    /** What an entry weighs beside its bytes, roughly. */
    private static final int OVERHEAD = 400;

    private record Held(Ring ring, Encoded encoded, int weight) {}

    private final long budget;
    private final ArrayDeque<Held> byAge = new ArrayDeque<>();
    private long used;

    /** @param budget in bytes */
    Rings(long budget) {
        this.budget = budget;
    }

    void added(Ring ring, Encoded encoded) {
        int weight = OVERHEAD + 2 * encoded.bytes(0).length;
        byAge.addLast(new Held(ring, encoded, weight));
        used += weight;
        while (used > budget) {
            Held oldest = byAge.removeFirst();
            used -= oldest.weight();
            oldest.ring().evict(oldest.encoded());
        }
    }

    long used() {
        return used;
    }
}
