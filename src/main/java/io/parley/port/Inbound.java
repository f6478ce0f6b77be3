package io.parley.port;

/** Hears one connection, on its loop. A method that throws ends the connection with 1011. */
public interface Inbound {
    /**
     * One complete, valid message of the codec's kind. The bytes are valid only during the call; within it, {@code bytes}
     * outside of the range belong to others.
     */
    void message(byte[] bytes, int from, int to);

    /** Any frame arrived, control frames and fragments too, or a part of one; called before {@link #message}. */
    void alive();

    /** The wire takes more again, after {@link Wire#writable} has said no. */
    void writable();

    /**
     * The connection takes and gives nothing any more, whoever ended it. Once, nothing follows, and never within a call to
     * the wire. The peer may still be reading what was written before.
     */
    void closed();
}
