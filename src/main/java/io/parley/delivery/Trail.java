package io.parley.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How far somebody has come in a room, and when, as far as the last few steps tell. Confined to its loop. */
final class Trail {
    private static final int STEPS = 8;

    private record Step(long seq, long at) {}

    private final Deque<Step> steps = new ArrayDeque<>(2);

    /** 0 where nothing is known. */
    long seq() {
        Step last = steps.peekLast();
        return last == null ? 0 : last.seq;
    }

    /** False when it is no step ahead. */
    boolean move(long seq, long at) {
        if (seq <= seq()) {
            return false;
        }
        if (steps.size() == STEPS) {
            steps.removeFirst();
        }
        steps.addLast(new Step(seq, at));
        return true;
    }

    /** When that was reached, at the latest; null where it was not, as far as is known. */
    @Nullable
    Long reached(long seq) {
        for (Step step : steps) {
            if (step.seq >= seq) {
                return step.at;
            }
        }
        return null;
    }
}
