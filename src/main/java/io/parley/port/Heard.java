package io.parley.port;

/** Up to which commit everything is known: told by the feed without a hole, or looked up. Any thread. */
public final class Heard {
    /** Never falls. */
    private long known;
    /** The latest stretch that the feed told without a hole; it may begin above {@code known}. */
    private long from = 1;

    private long to;

    /** The feed told of it. */
    public synchronized void tell(long number) {
        if (number == to + 1) {
            to = number;
        } else if (number > to) {
            from = number;
            to = number;
        }
        join();
    }

    /** What was committed up to {@code number} has been looked up. */
    public synchronized void lookedUp(long number) {
        known = Math.max(known, number);
        join();
    }

    private void join() {
        if (from <= known + 1) {
            known = Math.max(known, to);
        }
    }

    /** Whether anything up to {@code committed} may have been missed. */
    public synchronized boolean lacks(long committed) {
        return committed > known;
    }
}
