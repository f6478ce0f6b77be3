package io.parley.port;

import io.parley.protocol.CloseReason;

/**
 * The outgoing half of one connection. Confined to its loop. Frames go out in the order of the calls; after {@link #close}, none. No call
 * to a wire calls back its {@link Inbound}.
 */
public interface Wire {
    /** Whether it takes more without buffering beyond its high-water mark. When it does again, {@link Inbound#writable} says so. */
    boolean writable();

    /** Whether nothing that was written still waits: neither here nor, where the platform tells, unacknowledged by TCP. */
    boolean quiet();

    /** One frame, encoded by this connection's codec. Goes out with this turn's flush. */
    void write(byte[] frame);

    /** Several frames, joined once for every wire of this loop that shows them. */
    void write(Frames frames);

    /** A WebSocket ping. */
    void ping();

    /** While held, nothing more is read from the peer; what has been read already still comes in. */
    void hold(boolean held);

    /** Says why, flushes and ends. Idempotent: the first reason counts. */
    void close(CloseReason reason);
}
