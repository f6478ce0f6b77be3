package io.parley.gateway;

import io.parley.port.Inbound;
import io.parley.port.Joiner;
import io.parley.port.Loop;

/** What stands behind the connections of one loop. Called on that loop. */
@FunctionalInterface
public interface Sessions {
    /** Takes a connection; the answer hears everything that follows. */
    Inbound open(Opening opening);

    /** Makes the sessions of a loop, on it, once, before its first connection. */
    @FunctionalInterface
    interface Factory {
        /** @param joiner makes the frames that the wires of this loop take */
        Sessions on(Loop loop, Joiner joiner);
    }
}
