package io.parley.port;

/** Hears one connection, on its loop, in the order in which things come in. */
public interface Inbound {
    /** One complete, valid message of the codec's kind. The bytes are valid during the call only. */
    void message(byte[] bytes, int from, int to);

    /** Any frame came in, pings and pongs included. */
    void alive();

    /** The wire, once not {@link Wire#writable}, takes more again. */
    void writable();

    /** Once, and nothing follows. */
    void closed();
}
