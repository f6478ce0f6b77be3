package io.parley.port;

import io.parley.port.ServiceKeys.ServiceKey;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** What backends come by: keys that are shown once. */
public interface Services {
    /** How each of them begins, so that it is told from a token, and found where it was left lying about. */
    String PREFIX = "pk_";

    /**
     * @param secret what the backend is to hold
     */
    record Made(ServiceKey key, String secret) {
        @Override
        public String toString() {
            return "Made[" + key.id() + "]";
        }
    }

    /** Fails with {@code taken} where the name is somebody else's, with {@code forbidden} where there are too many keys. */
    Future<Made> make(String name, Set<Scope> scopes);

    /** By name and id. */
    Future<List<ServiceKey>> all();

    /** Whether it was there. Within a second it counts nowhere any more. Idempotent. */
    Future<Boolean> remove(String id);
}
