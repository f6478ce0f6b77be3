package io.parley.port;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import org.jspecify.annotations.Nullable;

/** One way to write frames as bytes. Stateless and thread-safe. */
public interface Codec {
    /** What decoding led to. */
    sealed interface Decoded {
        record Understood(ClientFrame frame) implements Decoded {}

        /** @param id the frame's id, where one could be read */
        record Refused(@Nullable String id, Problem problem) implements Decoded {}
    }

    /** The WebSocket sub-protocol that names it. */
    String subprotocol();

    /** Whether its frames are binary; otherwise they are text, in UTF-8. */
    boolean binary();

    /** Never throws, whatever the bytes; time and memory are bounded by their number. */
    Decoded decode(byte[] bytes, int from, int to);

    byte[] encode(ServerFrame frame);

    /** The {@code entry} frame: the same bytes for every reader. */
    byte[] encode(Entry entry);
}
