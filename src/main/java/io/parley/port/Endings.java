package io.parley.port;

import java.util.function.Consumer;

/** Tells the gateways that a sign-in has ended, so that its connections end too. May be lost: tokens are checked again. */
public interface Endings {
    /** A user's session, by its id. */
    record Ended(String user, String session) {}

    /** Any thread; never blocks. */
    void tell(Ended ended);

    /** {@code listener} runs on the caller's own loop. */
    void listen(Consumer<Ended> listener);
}
