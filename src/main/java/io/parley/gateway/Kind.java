package io.parley.gateway;

import io.parley.port.Codec;

/** The kind of data frame that a connection speaks. */
enum Kind {
    TEXT,
    BINARY,
    /** Either, and answers in the kind it was last spoken to: for the echo that conformance suites talk to. */
    EITHER;

    static Kind of(Codec codec) {
        return codec.binary() ? BINARY : TEXT;
    }

    boolean takes(boolean binary) {
        return this == EITHER || binary == (this == BINARY);
    }
}
