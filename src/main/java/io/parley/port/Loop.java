package io.parley.port;

import java.util.concurrent.Executor;

/** One event loop. What is confined to it is touched by nobody else, so it needs no lock. */
public interface Loop extends Executor {
    /** Runs soon, on the loop, after what was handed in before. Any thread. */
    @Override
    void execute(Runnable task);

    /** Runs when the loop has done what it has at hand. On the loop only. */
    void atTurnEnd(Runnable task);

    /** Runs once, on the loop, after the delay. On the loop only. */
    void later(long nanos, Runnable task);

    /** A clock that never goes back, in nanoseconds. */
    long nanoTime();

    /** Whether the caller is on it. */
    boolean isHere();
}
