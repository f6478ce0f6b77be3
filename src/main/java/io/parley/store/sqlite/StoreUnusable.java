package io.parley.store.sqlite;

import org.jspecify.annotations.Nullable;

/** The data directory can't be used as it is. The message is one line, for the operator. */
public final class StoreUnusable extends Exception {
    StoreUnusable(String message, @Nullable Throwable cause) {
        super(message.lines().findFirst().orElse(message), cause);
    }
}
