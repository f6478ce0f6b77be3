package io.parley.http;

import io.parley.port.Accounts;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Scope;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Ids;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What backends may ask for, and in whose name: judged here for every route. A route that says nothing of them is closed to
 * them. In a user's name, whatever binds the user binds the backend.
 */
final class Backends {
    static final String USER_HEADER = "X-Parley-User";
    private static final String SERVICE = "parley.service";

    private final Accounts accounts;

    Backends(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * As whom the request is to be served.
     *
     * @param scope what a backend's key must be for; null where it has no business
     */
    Future<Identity> admit(RoutingContext context, Identity identity, @Nullable Scope scope) {
        List<String> named = context.request().headers().getAll(USER_HEADER);
        if (!identity.isService()) {
            return named.isEmpty() ? Future.succeededFuture(identity) : forbidden("only a service key acts for a user");
        }
        if (scope == null) {
            return forbidden("service keys are not for this");
        }
        if (!identity.scopes().contains(scope)) {
            return forbidden("the key lacks the scope " + scope.wireName());
        }
        context.put(SERVICE, identity.user());
        return named.isEmpty() ? Future.succeededFuture(identity) : inTheNameOf(named, identity, scope);
    }

    private Future<Identity> inTheNameOf(List<String> named, Identity identity, Scope scope) {
        String user = named.getFirst();
        if (!scope.inOthersNames()) {
            throw Call.bad(USER_HEADER, "has no meaning here");
        }
        if (named.size() > 1 || !Ids.isUser(user)) {
            throw Call.bad(USER_HEADER, "must be one user's id");
        }
        return accounts.account(user)
                .compose(account -> account == null || account.isService()
                        ? Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no user " + user))
                        : Future.succeededFuture(identity.inTheNameOf(user)));
    }

    private static Future<Identity> forbidden(String why) {
        return Future.failedFuture(Failure.of(Code.FORBIDDEN, why));
    }

    /** The name of the backend that asks; null where it is none. */
    static @Nullable String service(RoutingContext context) {
        return context.get(SERVICE);
    }
}
