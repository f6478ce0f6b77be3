package io.parley.port;

import io.parley.protocol.CloseReason;

/**
 * The outgoing half of one connection. Confined to its loop. Frames go out in the order of the calls; after
 * {@link #close}, none. No call to a wire calls back its {@link Inbound}.
 */
public interface Wire {
    /** Whether it takes more without buffering beyond its high-water mark. When it does again, {@link Inbound#writable} says so. */
    boolean writable();

    /** One frame, encoded by this connection's codec. Goes out with this turn's flush. */
    void write(byte[] frame);

    /** Several frames, joined once for every wire of this loop that shows them. */
    void write(Frames frames);

    /** A WebSocket ping. */
    void ping();

    /**
     * Whether to go on taking frames from the peer: yes at first. What it sends after a no waits in TCP, and its silence
     * then proves nothing. Idempotent.
     */
    void listen(boolean on);

    /**
     * Whether nothing sent waits: neither here nor, where the platform tells, unacknowledged by the peer's TCP. Costs a
     * system call; for the ack clock, not for every frame.
     */
    boolean quiet();

    /**
     * For how many milliseconds the peer's TCP has acknowledged nothing, whether or not there was anything to acknowledge:
     * a peer that is slow, but alive, keeps it small. {@link Long#MAX_VALUE} where the platform does not tell. Costs a
     * system call.
     */
    long sinceAcked();

    /** Says why, flushes and ends. Idempotent: the first reason counts. */
    void close(CloseReason reason);
}
