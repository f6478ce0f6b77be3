package io.parley.store.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The writes that wait for the writer, in order, bounded in number and bytes. Any thread hands in; one takes. */
final class Intake {
    /** What became of a write that was handed in. */
    enum Taken {
        WAITING,
        FULL,
        CLOSED
    }

    private final int maxWrites;
    private final long maxBytes;
    private final ArrayDeque<Write<?>> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    Intake(int maxWrites, long maxBytes) {
        this.maxWrites = maxWrites;
        this.maxBytes = maxBytes;
    }

    synchronized Taken offer(Write<?> write) {
        if (closed) {
            return Taken.CLOSED;
        }
        if (waiting.size() >= maxWrites || (bytes + write.weight() > maxBytes && !waiting.isEmpty())) {
            return Taken.FULL;
        }
        waiting.add(write);
        bytes += write.weight();
        notifyAll();
        return Taken.WAITING;
    }

    /** All that waits, up to {@code max}; empty when nothing came within {@code millis}, or when it is closed and drained. */
    synchronized List<Write<?>> take(int max, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (waiting.isEmpty() && !closed) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return List.of();
            }
            wait(left);
        }
        List<Write<?>> taken = new ArrayList<>(Math.min(max, waiting.size()));
        while (taken.size() < max && !waiting.isEmpty()) {
            Write<?> write = waiting.remove();
            bytes -= write.weight();
            taken.add(write);
        }
        return taken;
    }

    /** From now on nothing is taken in; what waits can still be taken out. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean drained() {
        return closed && waiting.isEmpty();
    }

    synchronized int size() {
        return waiting.size();
    }
}
