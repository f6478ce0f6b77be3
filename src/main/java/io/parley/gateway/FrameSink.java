package io.parley.gateway;

import io.parley.protocol.CloseReason;

/** What a {@link FrameDecoder} finds, in the order of the bytes. Byte ranges are valid only during the call. */
interface FrameSink {
    /** Whether to go on. Asked between frames; a no leaves the rest of the bytes undecoded. */
    boolean listening();

    /** Whether a message of this kind is welcome. Asked when it begins, maybe more than once. */
    boolean takes(boolean binary);

    /** A frame has arrived whole; what it was follows. */
    void frame();

    /** A message, whole, and UTF-8 if it is text. */
    void message(boolean binary, byte[] bytes, int from, int to);

    void ping(byte[] bytes, int from, int to);

    void pong();

    /** The peer's Close, with its code, or 0 when it gave none. Nothing follows. */
    void peerClosed(int code);

    /** The peer broke a rule. Nothing follows. */
    void violated(CloseReason reason);
}
