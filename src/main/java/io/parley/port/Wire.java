package io.parley.port;

import io.parley.protocol.CloseReason;

/** The outgoing half of one connection. Confined to its loop. Frames go out in the order of the calls; after {@link #close}, none. */
public interface Wire {
    /** Whether it takes more without buffering beyond its high-water mark. When it does again, the gateway says so. */
    boolean writable();

    /** One frame, encoded by this connection's codec. Goes out with this turn's flush. */
    void write(byte[] frame);

    /** Several frames, joined once for every wire of this loop that shows them. */
    void write(Frames frames);

    /** A WebSocket ping. */
    void ping();

    /** Says why, flushes and ends. Idempotent: the first reason counts. */
    void close(CloseReason reason);
}
