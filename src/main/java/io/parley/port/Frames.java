package io.parley.port;

/** Encoded frames joined into what goes on the wire. Confined to the loop that joined them; released by it when every wire has them. */
public interface Frames {
    /** On the wire, in bytes. */
    int size();

    void release();
}
