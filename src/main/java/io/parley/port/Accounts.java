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
     * @param origin whose word says who the user is; null where it is this server's own
     */
    record Account(
            String id,
            String displayName,
            @Nullable String passwordHash,
            long createdAt,
            boolean admin,
            @Nullable String avatar,
            @Nullable String status,
            @Nullable Origin origin) {
        public Account(String id, String displayName, @Nullable String passwordHash, long createdAt) {
            this(id, displayName, passwordHash, createdAt, false, null, null, null);
        }

        /** One without a password, which is not this server's own. */
        public Account(String id, String displayName, long createdAt, Origin origin) {
            this(id, displayName, null, createdAt, false, null, null, origin);
        }

        /** The same, changed as {@code profile} says. */
        public Account with(Profile profile) {
            return new Account(
                    id,
                    profile.displayName() == null ? displayName : profile.displayName(),
                    passwordHash,
                    createdAt,
                    admin,
                    Profile.changed(avatar, profile.avatar()),
                    Profile.changed(status, profile.status()),
                    origin);
        }

        public boolean isService() {
            return origin instanceof Origin.Service;
        }

        @Override
        public String toString() {
            return "Account[" + id + "]";
        }
    }

    /** Whose users they are who have no password here. An account never gets another origin. */
    sealed interface Origin {
        /**
         * Who comes by tokens of another issuer.
         *
         * @param subject who it is there, as the issuer writes it: of two that stand for the same id, one is it for good
         */
        record Issued(String issuer, String subject) implements Origin {}

        /** A backend, which comes by its keys. */
        record Service() implements Origin {}
    }

    /** What is to change of an account: null leaves as it is; an empty avatar or status is none. */
    record Profile(
            @Nullable String displayName,
            @Nullable String avatar,
            @Nullable String status) {
        private static @Nullable String changed(@Nullable String old, @Nullable String wish) {
            return wish == null ? old : wish.isEmpty() ? null : wish;
        }
    }

    /** Makes the user's inbox with the account. False when the id is, or once was, another's. Durable when done. */
    Future<Boolean> register(Account account);

    /** Null for one that is not there, or not any more. */
    Future<@Nullable Account> account(String user);

    /**
     * Accounts whose id or display name begins with {@code query}, whatever the case, by id. Where there are more than
     * {@code limit}, those whose id does come first.
     */
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
