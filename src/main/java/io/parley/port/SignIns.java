package io.parley.port;

import io.parley.port.Accounts.Account;
import io.parley.port.Authenticator.Identity;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients get for a password, and for what they got. Whatever ends a session tells the gateways. */
public interface SignIns {
    /**
     * What proves a sign-in.
     *
     * @param expiresInMs how long the access token is good
     * @param refreshToken good once, for the next grant
     */
    record Grant(String accessToken, long expiresInMs, String refreshToken) {
        @Override
        public String toString() {
            return "Grant[hidden]";
        }
    }

    /**
     * What lets one socket in.
     *
     * @param secret good once
     * @param expiresInMs until when
     */
    record Ticket(String secret, long expiresInMs) {
        @Override
        public String toString() {
            return "Ticket[hidden]";
        }
    }

    /** For one whose password has been seen. Fails with {@code unauthenticated} where it has changed since. */
    Future<Grant> begin(Account account, @Nullable String device);

    /**
     * A new pair. For a while, and until its successor is used, a spent token gives the same successor; later, its use ends
     * the session. Fails with {@code unauthenticated}.
     */
    Future<Grant> renew(String refreshToken);

    /** For a socket that is to be the bearer's, as long as the token of this identity would be good. */
    Future<Ticket> ticket(Identity identity);

    /**
     * For a socket that is to be the user's, on the word of a backend. The session that it belongs to is shown among the
     * user's under the backend's name, and ends by itself within a day. Fails with {@code not_found}.
     */
    Future<Ticket> ticket(String user, String service);

    /** Whose it is, once. Fails with {@code unauthenticated}. */
    Future<Identity> spend(String ticket);

    /** The user's sessions that go on, last seen first. */
    Future<List<Sessions.Session>> of(String user);

    /** Whether it was one of the user's that went on. Idempotent. */
    Future<Boolean> end(String user, String session);

    /** Ends the user's other sessions too. False, and nothing changed, where the password hash is not {@code from}. */
    Future<Boolean> changePassword(Identity identity, String from, String to);

    /** The account and all its sessions. Idempotent. */
    Future<Void> delete(String user);
}
