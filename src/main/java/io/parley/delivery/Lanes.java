package io.parley.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of one user's appends to one room. They are under way side by side; but when rights changed under some
 * of them, those are judged again only when the last of them is back, and whatever came meanwhile goes after them.
 * Confined to the loop.
 */
final class Lanes {
    private record Key(String room, String user) {}

    private static final class Lane {
        private int underway;
        /** To be judged again, in the order in which they were refused, which is that of the calls. */
        private final Queue<Runnable> again = new ArrayDeque<>(1);
        /** Came after the first of those. */
        private final Queue<Runnable> held = new ArrayDeque<>(1);
    }

    private final Map<Key, Lane> lanes = new HashMap<>();

    /** Whether an append may go now, and is under way until {@link #back}; else {@code later} runs when it may. */
    boolean enter(String room, String user, Runnable later) {
        Lane lane = lanes.computeIfAbsent(new Key(room, user), key -> new Lane());
        if (!lane.again.isEmpty()) {
            lane.held.add(later);
            return false;
        }
        lane.underway++;
        return true;
    }

    /** An append is settled. */
    void back(String room, String user) {
        leave(new Key(room, user), null);
    }

    /** An append found that rights had changed: {@code again} runs when all that were under way with it are back. */
    void stale(String room, String user, Runnable again) {
        leave(new Key(room, user), again);
    }

    private void leave(Key key, @Nullable Runnable again) {
        Lane lane = lanes.get(key);
        if (lane == null) {
            throw new IllegalStateException("nothing is under way");
        }
        if (again != null) {
            lane.again.add(again);
        }
        lane.underway--;
        if (lane.underway == 0) {
            lanes.remove(key);
            lane.again.forEach(Runnable::run);
            lane.held.forEach(Runnable::run);
        }
    }
}
