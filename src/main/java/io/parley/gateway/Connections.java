package io.parley.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * What the connections of one loop share: its turn, their deadlines, and the list of those whose time may run out. A
 * connection that is whole, open and read by its peer is not on it. Confined to the loop.
 */
final class Connections {
    private final EventLoopTurn turn;
    private final Deadlines deadlines;
    private final int lobby;
    private int waiting;
    private List<Watched> watched = new ArrayList<>();

    /** @param lobby how many may speak HTTP at a time */
    Connections(EventLoopTurn turn, Deadlines deadlines, int lobby) {
        this.turn = turn;
        this.lobby = lobby;
        this.deadlines = deadlines;
    }

    EventLoopTurn turn() {
        return turn;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** One more speaks HTTP, until {@link #leave}; whether there is room for it. */
    boolean enter() {
        return ++waiting <= lobby;
    }

    void leave() {
        waiting--;
    }

    /** Looks at it with every sweep, until it says that there is nothing to wait for. */
    void watch(Watched one) {
        watched.add(one);
    }

    /** Ends what has run out of time; to be rung every second or so. */
    void sweep(long nanoNow) {
        List<Watched> due = watched;
        watched = new ArrayList<>(due.size());
        for (Watched one : due) {
            if (one.look(nanoNow)) {
                watched.add(one);
            }
        }
    }
}
