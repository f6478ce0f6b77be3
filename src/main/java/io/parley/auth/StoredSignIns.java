package io.parley.auth;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Account;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Endings;
import io.parley.port.Endings.Ended;
import io.parley.port.Sessions;
import io.parley.port.Sessions.Family;
import io.parley.port.Sessions.Session;
import io.parley.port.Sessions.Turn;
import io.parley.port.Sessions.Turned;
import io.parley.port.SignIns;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sign-ins over the store, proved by JWT, refresh tokens and tickets. Any thread. */
public final class StoredSignIns implements SignIns {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSignIns.class);
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final long TICKET_MS = 30_000;
    /** How long a session lasts that a backend's tickets lead to. */
    private static final long LENT_MS = 86_400_000;

    private final Accounts accounts;
    private final Sessions sessions;
    private final JwtTokens tokens;
    private final Endings endings;
    private final SessionLife life;
    private final InstantSource clock;

    public StoredSignIns(
            Accounts accounts,
            Sessions sessions,
            JwtTokens tokens,
            Endings endings,
            SessionLife life,
            InstantSource clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.endings = endings;
        this.life = life;
        this.clock = clock;
        endings.listen(ended -> tokens.sessions().end(ended.session()));
    }

    @Override
    public Future<Grant> begin(Account account, @Nullable String device) {
        long now = clock.millis();
        long endsAt = now + life.whole().toMillis();
        long expiresAt = Math.min(now + life.renewable().toMillis(), endsAt);
        String id = Secrets.random(ID_BYTES);
        Session session = new Session(id, account.id(), device, now, now, expiresAt, endsAt);
        String key = Secrets.random(SECRET_BYTES);
        RefreshToken first = RefreshToken.first(id, key);
        return sessions.begin(session, new Family(key, first.hash()), account.passwordHash())
                .compose(displaced -> {
                    if (displaced == null) {
                        return JwtTokens.refused();
                    }
                    ended(account.id(), displaced);
                    return Future.succeededFuture(grant(session, first));
                });
    }

    private Grant grant(Session session, RefreshToken refresh) {
        long now = clock.millis();
        long expiresAt = Math.min(now + life.access().toMillis(), session.expiresAt());
        String access = tokens.issue(new Identity(session.user(), session.id(), expiresAt));
        return new Grant(access, Math.max(0, expiresAt - now), refresh.text());
    }

    @Override
    public Future<Grant> renew(String refreshToken) {
        RefreshToken presented = RefreshToken.parse(refreshToken);
        if (presented == null) {
            return JwtTokens.refused();
        }
        return sessions.family(presented.session())
                .compose(family -> family == null || !presented.isOf(family)
                        ? JwtTokens.refused()
                        : turn(presented, family.key()));
    }

    private Future<Grant> turn(RefreshToken presented, String key) {
        String salt = Secrets.random(SECRET_BYTES);
        String next = presented.successor(salt, key).hash();
        Turn turn = new Turn(
                presented.session(),
                presented.hash(),
                salt,
                next,
                life.renewable().toMillis());
        return sessions.turn(turn).compose(turned -> switch (turned) {
            case Turned.Renewed renewed -> {
                tokens.sessions().forget(renewed.session().id());
                yield Future.succeededFuture(grant(renewed.session(), presented.successor(renewed.salt(), key)));
            }
            case Turned.Ended stolen -> {
                LOG.warn(
                        "a spent refresh token came back, and its session has ended: user={} session={}",
                        stolen.session().user(),
                        stolen.session().id());
                ended(stolen.session().user(), List.of(stolen.session().id()));
                yield JwtTokens.refused();
            }
            case Turned.Nothing nothing -> JwtTokens.refused();
        });
    }

    @Override
    public Future<Ticket> ticket(Identity identity) {
        String secret = Secrets.random(SECRET_BYTES);
        Sessions.Ticket ticket = new Sessions.Ticket(
                Secrets.hash(secret),
                identity.session(),
                identity.user(),
                clock.millis() + TICKET_MS,
                identity.expiresAt());
        return sessions.grant(ticket).map(new Ticket(secret, TICKET_MS));
    }

    /** Tickets for the same user share a session while half of its time is left, so that they crowd out no other. */
    @Override
    public Future<Ticket> ticket(String user, String service) {
        long now = clock.millis();
        String device = "service " + service;
        Session fresh = new Session(Secrets.random(ID_BYTES), user, device, now, now + LENT_MS);
        return sessions.of(user)
                .compose(known -> known.stream()
                        .filter(session -> device.equals(session.device())
                                && session.expiresAt() == session.endsAt()
                                && session.expiresAt() - now >= LENT_MS / 2)
                        .findFirst()
                        .map(Future::succeededFuture)
                        .orElseGet(() -> lend(fresh)))
                .compose(session -> ticket(new Identity(user, session.id(), session.expiresAt())));
    }

    private Future<Session> lend(Session session) {
        return sessions.keep(session).compose(displaced -> {
            if (displaced == null) {
                return Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such user"));
            }
            ended(session.user(), displaced);
            return Future.succeededFuture(session);
        });
    }

    @Override
    public Future<Identity> spend(String ticket) {
        return sessions.spend(Secrets.hash(ticket))
                .compose(spent -> spent == null || spent.until() <= clock.millis()
                        ? JwtTokens.refused()
                        : tokens.sessions()
                                .session(spent.session())
                                .compose(live -> live == null
                                        ? JwtTokens.refused()
                                        : Future.succeededFuture(new Identity(
                                                spent.user(), spent.session(), spent.until(), live.admin()))));
    }

    @Override
    public Future<List<Session>> of(String user) {
        return sessions.of(user);
    }

    @Override
    public Future<Boolean> end(String user, String session) {
        return sessions.end(user, session).onSuccess(ended -> {
            if (ended) {
                ended(user, List.of(session));
            }
        });
    }

    @Override
    public Future<Boolean> changePassword(Identity identity, String from, String to) {
        return accounts.changePassword(identity.user(), from, to, identity.session())
                .map(ended -> {
                    if (ended == null) {
                        return false;
                    }
                    ended(identity.user(), ended);
                    return true;
                });
    }

    @Override
    public Future<Void> delete(String user) {
        return accounts.delete(user).map(ended -> {
            ended(user, ended);
            return null;
        });
    }

    private void ended(String user, List<String> those) {
        for (String session : those) {
            tokens.sessions().end(session);
            endings.tell(new Ended(user, session));
        }
    }
}
