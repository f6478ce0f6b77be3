package io.parley.port;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users of this server. */
public interface Accounts {
    /**
     * @param passwordHash in PHC format, or null for a user who signs in elsewhere
     * @param createdAt Unix milliseconds
     * @param admin whether the user may do what only the server's admins may
     * @param avatar where a picture is, in the user's own words
     * @param status what the user says of the moment
     */
    record Account(
            String id,
            String displayName,
            @Nullable String passwordHash,
            long createdAt,
            boolean admin,
            @Nullable String avatar,
            @Nullable String status) {
        public Account(String id, String displayName, @Nullable String passwordHash, long createdAt) {
            this(id, displayName, passwordHash, createdAt, false, null, null);
        }

        @Override
        public String toString() {
            return "Account[" + id + "]";
        }
    }

    /** What is to change of an account: null leaves as it is; an empty avatar or status is none. */
    record Profile(
            @Nullable String displayName,
            @Nullable String avatar,
            @Nullable String status) {}

    /** Makes the user's inbox with the account. False when the id is, or once was, another's. Durable when done. */
    Future<Boolean> register(Account account);

    /** Null for one that is not there, or not any more. */
    Future<@Nullable Account> account(String user);

    /** Accounts whose id or display name begins with {@code query}, by id. */
    Future<List<Account>> search(String query, int limit);

    /** The account as it is then; null where there is none. Durable when done. */
    Future<@Nullable Account> change(String user, Profile profile);

    /**
     * Replaces the hash {@code from} by {@code to}, and ends all of the user's sessions but {@code kept}. The ids of those
     * that it ended; null, and nothing changed, where the hash is not {@code from}. Durable when done.
     */
    Future<@Nullable List<String>> changePassword(String user, String from, String to, String kept);

    /**
     * Ends all of the user's sessions, and forgets everything of the account but its id, which is never another's; the inbox
     * is there no more. The ids of the sessions that it ended. Idempotent; durable when done.
     */
    Future<List<String>> delete(String user);
}
