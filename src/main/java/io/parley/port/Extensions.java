package io.parley.port;

import io.vertx.core.Future;

/** Who answers frames of a type {@code x.<name>}. */
public interface Extensions {
    /**
     * A frame to be answered.
     *
     * @param name what follows {@code x.} in its type
     * @param payload the whole frame, as compact JSON
     */
    record Call(String name, String user, String session, String payload) {}

    /**
     * The answer as a JSON object. Fails with {@code unknown_type} when nobody has registered for the name, with
     * {@code timeout} after the deadline, and with {@code unavailable} when whoever registered fails. Any thread.
     */
    Future<String> call(Call call);
}
