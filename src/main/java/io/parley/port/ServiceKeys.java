package io.parley.port;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of backends, each known by the hash of what the backend holds. */
public interface ServiceKeys {
    /** The most keys at a time. */
    int MAX = 100;

    /**
     * @param name the user as whom the backend acts; several keys may bear it
     * @param hash of what the backend holds
     * @param createdAt Unix milliseconds
     */
    record ServiceKey(String id, String name, Set<Scope> scopes, String hash, long createdAt) {
        public ServiceKey {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String toString() {
            return "ServiceKey[" + id + "]";
        }
    }

    /** What became of a new key. */
    enum Addition {
        ADDED,
        /** The name is, or once was, that of somebody who is no backend. */
        TAKEN,
        /** There are {@link #MAX} already. */
        FULL
    }

    /** With the user of its name, where there is none yet. Idempotent; durable when done. */
    Future<Addition> add(ServiceKey key);

    /** Null for one that is not there, or not any more. */
    Future<@Nullable ServiceKey> key(String id);

    /** By name and id. */
    Future<List<ServiceKey>> all();

    /** Whether it was there. Its name stays a backend's. Idempotent; durable when done. */
    Future<Boolean> remove(String id);
}
