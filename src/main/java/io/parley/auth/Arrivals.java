package io.parley.auth;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Account;
import io.parley.port.Endings;
import io.parley.port.Endings.Ended;
import io.parley.port.Sessions;
import io.vertx.core.Future;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user of whoever comes from another issuer for the first time, and lets their sign-in go on. A user is the
 * issuer's who brought them, for good: nobody else's token, and no password, makes anybody that user.
 */
final class Arrivals {
    private final Accounts accounts;
    private final Sessions sessions;
    private final LiveSessions live;
    private final Endings endings;
    private final InstantSource clock;

    Arrivals(Accounts accounts, Sessions sessions, LiveSessions live, Endings endings, InstantSource clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.live = live;
        this.endings = endings;
        this.clock = clock;
    }

    /** Whether they may come in. Idempotent; durable when done. */
    Future<Boolean> admit(IssuerClaims claims) {
        String user = claims.identity().user();
        return accounts.account(user)
                .compose(known -> known == null ? make(claims) : Future.succeededFuture(known))
                .compose(account -> account != null && claims.origin().equals(account.origin())
                        ? keep(claims)
                        : Future.succeededFuture(false));
    }

    /** Null for one who was deleted. Of several at once, one makes the user, and the others find who it is. */
    private Future<@Nullable Account> make(IssuerClaims claims) {
        Account fresh = new Account(claims.identity().user(), claims.displayName(), clock.millis(), claims.origin());
        return accounts.register(fresh)
                .compose(made -> made ? Future.succeededFuture(fresh) : accounts.account(fresh.id()));
    }

    private Future<Boolean> keep(IssuerClaims claims) {
        return sessions.keep(claims.session()).map(displaced -> {
            if (displaced == null) {
                return false;
            }
            for (String session : displaced) {
                live.end(session);
                endings.tell(new Ended(claims.identity().user(), session));
            }
            live.forget(claims.session().id());
            return true;
        });
    }
}
