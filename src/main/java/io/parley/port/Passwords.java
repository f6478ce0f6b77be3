package io.parley.port;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Turns passwords into hashes that tell nothing of them. Both calls fail with {@code busy} when too many wait. */
public interface Passwords {
    /** A salted hash in PHC format: another one each time. */
    Future<String> hash(String password);

    /** Whether {@code hash} was made of {@code password}. False, after the same work, where {@code hash} is null. */
    Future<Boolean> matches(@Nullable String hash, String password);
}
