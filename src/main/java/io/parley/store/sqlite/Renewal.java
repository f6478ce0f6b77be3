package io.parley.store.sqlite;

import io.parley.port.Sessions;
import io.parley.port.Sessions.Session;
import io.parley.port.Sessions.Turn;
import io.parley.port.Sessions.Turned;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * One use of a refresh token. Of a family, a session holds two hashes: of the token that counts and of the one before it,
 * with the salt that leads from there to here; the salt goes when the token that counts is used.
 */
final class Renewal {
    private record Tokens(
            @Nullable String current,
            @Nullable String previous,
            @Nullable String salt) {}

    private Renewal() {}

    static Turned of(Batch batch, Turn turn) throws SQLException {
        Session session = SqliteSessions.live(batch, turn.session());
        Tokens tokens = batch.sql()
                .first(
                        "SELECT current, previous, salt FROM sessions WHERE id = ?",
                        row -> new Tokens(row.getString(1), row.getString(2), row.getString(3)),
                        turn.session());
        if (session == null || tokens == null) {
            return new Turned.Nothing();
        }
        if (turn.presented().equals(tokens.current())) {
            return renew(batch, session, turn);
        }
        boolean again = turn.presented().equals(tokens.previous())
                && batch.now() - session.lastSeen() <= Sessions.GRACE.toMillis();
        if (again && tokens.salt() != null) {
            return new Turned.Renewed(session, tokens.salt());
        }
        SqliteSessions.end(batch, session.user(), session.id());
        return new Turned.Ended(session);
    }

    private static Turned renew(Batch batch, Session before, Turn turn) throws SQLException {
        long now = batch.now();
        long expiresAt = Math.min(before.endsAt(), now + turn.life());
        batch.sql()
                .update(
                        "UPDATE sessions SET previous = current, current = ?, salt = ?, seen_at = ?, expires_at = ? "
                                + "WHERE id = ?",
                        turn.next(),
                        turn.salt(),
                        now,
                        expiresAt,
                        before.id());
        Session renewed = new Session(
                before.id(), before.user(), before.device(), before.createdAt(), now, expiresAt, before.endsAt());
        return new Turned.Renewed(renewed, turn.salt());
    }
}
