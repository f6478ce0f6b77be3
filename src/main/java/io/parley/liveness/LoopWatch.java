package io.parley.liveness;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Whether the node's own loops turn: each answers every ring of the heartbeat bell, or somebody blocks it. Any thread. */
public final class LoopWatch {
    private final LongSupplier nanoTime;
    private final List<AtomicLong> turned = new CopyOnWriteArrayList<>();

    public LoopWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** One more loop is watched from now on. @return to be run on it at each ring */
    public Runnable join() {
        AtomicLong last = new AtomicLong(nanoTime.getAsLong());
        turned.add(last);
        return () -> last.set(nanoTime.getAsLong());
    }

    /** Whether each of them has turned within {@code patience}. */
    public boolean turning(Duration patience) {
        long now = nanoTime.getAsLong();
        return turned.stream().allMatch(last -> now - last.get() <= patience.toNanos());
    }
}
