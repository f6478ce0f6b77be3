package io.parley.port;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins, from login to logout, and by what they are renewed or carried to a socket. What a client holds is known here
 * by its hash alone. Of a deleted account, there is none. Times in Unix milliseconds.
 */
public interface Sessions {
    /** For how long a spent refresh token gives its successor once more. */
    Duration GRACE = Duration.ofSeconds(30);

    /** The most sessions of one user; one more ends the one that was seen last the longest ago. */
    int MAX_PER_USER = 100;

    /**
     * A sign-in.
     *
     * @param lastSeen when it began, or was last renewed
     * @param expiresAt when it ends, unless it is renewed
     * @param endsAt when it ends, however often it is renewed
     */
    record Session(
            String id,
            String user,
            @Nullable String device,
            long createdAt,
            long lastSeen,
            long expiresAt,
            long endsAt) {
        /** One that has just begun, and may not be renewed. */
        public Session(String id, String user, @Nullable String device, long createdAt, long expiresAt) {
            this(id, user, device, createdAt, createdAt, expiresAt, expiresAt);
        }
    }

    /**
     * A session that goes on.
     *
     * @param admin whether its user is one of the server's admins
     */
    record Live(Session session, boolean admin) {}

    /**
     * By what a session's refresh tokens are known.
     *
     * @param key marks each of them as the session's own; of no use for making one that counts
     * @param current the hash of the one that counts
     */
    record Family(String key, String current) {
        @Override
        public String toString() {
            return "Family[hidden]";
        }
    }

    /**
     * A wish to renew a session.
     *
     * @param presented the hash of the token that was presented and bears the family's mark: some token of this session
     * @param salt what leads from that token to its successor
     * @param next the hash of the successor
     * @param life for how long it is renewed, in milliseconds
     */
    record Turn(String session, String presented, String salt, String next, long life) {
        @Override
        public String toString() {
            return "Turn[" + session + "]";
        }
    }

    /** What became of a {@link Turn}. */
    sealed interface Turned {
        /** The successor is what {@code salt} leads to: the turn's own, or that of an earlier turn of the same token. */
        record Renewed(Session session, String salt) implements Turned {
            @Override
            public String toString() {
                return "Renewed[" + session.id() + "]";
            }
        }

        /** The token was spent, and it is too late for a repeat: somebody else has it too. The session has ended by this. */
        record Ended(Session session) implements Turned {}

        /** There is no such session, or not any more. */
        record Nothing() implements Turned {}
    }

    /**
     * What lets one socket in without an access token.
     *
     * @param hash of what the client holds
     * @param spendBy when it is void
     * @param until when what it lets in has to show a token
     */
    record Ticket(String hash, String session, String user, long spendBy, long until) {
        @Override
        public String toString() {
            return "Ticket[" + session + "]";
        }
    }

    /**
     * Begins it, unless it has been there before. The ids of the user's sessions that it ended, to make room; null where the
     * account is not there or its password hash is another than {@code passwordHash}. Durable when done.
     */
    Future<@Nullable List<String>> begin(Session session, Family family, @Nullable String passwordHash);

    /**
     * Begins a session that nothing here renews, or lets it go on until {@code session.expiresAt()} where that is later than
     * before. The ids of the user's sessions that it ended, to make room; null where the account is not there, or the
     * session has ended or is another's. Idempotent; durable when done.
     */
    Future<@Nullable List<String>> keep(Session session);

    /** Null when there is none, or it ended. */
    Future<@Nullable Live> session(String id);

    /** Those of a user that go on, at most {@link #MAX_PER_USER}, last seen first. */
    Future<List<Session>> of(String user);

    /** Null where there is no such session. */
    Future<@Nullable Family> family(String session);

    /**
     * Renews a session, in one transaction. Of turns with the same token, all that come within {@link #GRACE} and before
     * the successor is used renew it once and lead to the same successor. Durable when done.
     */
    Future<Turned> turn(Turn turn);

    /** Whether it was one of the user's that went on. Idempotent; durable when done. */
    Future<Boolean> end(String user, String session);

    /** Durable when done. */
    Future<Void> grant(Ticket ticket);

    /** The ticket, once; null when it has been spent, its time has come, or its session ended. Durable when done. */
    Future<@Nullable Ticket> spend(String hash);
}
