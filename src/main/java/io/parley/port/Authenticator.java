package io.parley.port;

import io.vertx.core.Future;
import java.util.Set;

/** Tells who bears a token. */
public interface Authenticator {
    /**
     * @param expiresAt Unix milliseconds
     * @param admin whether the user is one of the server's admins
     * @param scopes what a backend's key is for; empty for a person, who needs none
     */
    record Identity(String user, String session, long expiresAt, boolean admin, Set<Scope> scopes) {
        public Identity {
            scopes = Set.copyOf(scopes);
        }

        public Identity(String user, String session, long expiresAt, boolean admin) {
            this(user, session, expiresAt, admin, Set.of());
        }

        public Identity(String user, String session, long expiresAt) {
            this(user, session, expiresAt, false);
        }

        /** Whether it is a backend that asks, be it in a user's name. */
        public boolean isService() {
            return !scopes.isEmpty();
        }

        /** Whether this is for an admin or for a backend with the scope, and it is one of them. */
        public boolean may(Scope scope) {
            return admin || scopes.contains(scope);
        }

        /** The same backend, in the name of a user: whatever it does is judged as that user's. */
        public Identity inTheNameOf(String other) {
            return new Identity(other, session, expiresAt, false, scopes);
        }
    }

    /** Fails with {@code unauthenticated} for a token that is not ours, expired or revoked, and says nothing more of why. */
    Future<Identity> verify(String token);
}
