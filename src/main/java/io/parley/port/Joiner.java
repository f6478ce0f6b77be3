package io.parley.port;

import java.util.List;

/** Joins frames for the wires of one loop. */
public interface Joiner {
    /** @param binary whether the codec's frames are binary */
    Frames join(List<byte[]> frames, boolean binary);
}
