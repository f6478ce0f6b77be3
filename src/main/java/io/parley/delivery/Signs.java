package io.parley.delivery;

import io.parley.port.Loop;
import io.parley.room.Entry;
import java.util.List;

/**
 * What people let others see of themselves, for the rooms and the users that hash to one loop: that they type, how far
 * they have read, that they are there. Kept in memory, told at best, and lost without harm. Confined to the loop.
 */
final class Signs {
    /** What is told of one is told again after so many nanoseconds at the earliest. */
    static final long PACE = 1_000_000_000L;

    private final Loop loop;
    private final Rosters rosters;
    private final Typists typists;
    private final Receipts receipts;
    private final Presences presences;

    Signs(Loop loop, Ports ports, Whispers whispers) {
        this.loop = loop;
        this.rosters = new Rosters(ports.rooms(), loop);
        this.typists = new Typists(rosters, whispers);
        this.receipts = new Receipts(rosters, whispers);
        this.presences = new Presences(loop, ports, whispers);
    }

    Loop loop() {
        return loop;
    }

    /** What the store has committed of this loop's rooms. */
    void hear(List<Entry> entries) {
        entries.forEach(entry -> {
            rosters.hear(entry);
            receipts.hear(entry);
        });
    }

    /** A bell: what is due to be told? */
    void look(long now) {
        typists.look(now);
        receipts.look(now);
        presences.look(now);
    }

    Typists typists() {
        return typists;
    }

    Receipts receipts() {
        return receipts;
    }

    Presences presences() {
        return presences;
    }
}
