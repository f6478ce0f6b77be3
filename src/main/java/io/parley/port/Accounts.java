package io.parley.port;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users and their sessions. */
public interface Accounts {
    /**
     * @param passwordHash in PHC format, or null for a user who signs in elsewhere
     * @param createdAt Unix milliseconds
     */
    record Account(String id, String displayName, @Nullable String passwordHash, long createdAt) {
        @Override
        public String toString() {
            return "Account[" + id + "]";
        }
    }

    /** A sign-in, from login to logout. Times in Unix milliseconds. */
    record Session(String id, String user, @Nullable String device, long createdAt, long expiresAt) {}

    /** False when the id is, or once was, another's. Durable when done. */
    Future<Boolean> register(Account account);

    Future<@Nullable Account> account(String user);

    /** Accounts whose id or display name begins with {@code query}, by id. */
    Future<List<Account>> search(String query, int limit);

    /** Durable when done. */
    Future<Void> begin(Session session);

    /** Null when there is none, or it ended. */
    Future<@Nullable Session> session(String id);

    /** Idempotent. */
    Future<Void> end(String session);
}
