package io.parley.port;

import io.vertx.core.Future;

/** Tells who bears a token. */
public interface Authenticator {
    /**
     * @param expiresAt Unix milliseconds
     * @param admin whether the user is one of the server's admins
     */
    record Identity(String user, String session, long expiresAt, boolean admin) {
        public Identity(String user, String session, long expiresAt) {
            this(user, session, expiresAt, false);
        }
    }

    /** Fails with {@code unauthenticated} for a token that is not ours, expired or revoked, and says nothing more of why. */
    Future<Identity> verify(String token);
}
