package io.parley.http;

import io.parley.port.Accounts.Account;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Sessions.Session;
import io.parley.port.SignIns;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where there are no sign-ins at all. */
final class NobodySignsIn implements SignIns {
    private static <T> Future<T> refused() {
        return Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "nobody signs in here"));
    }

    @Override
    public Future<Grant> begin(Account account, @Nullable String device) {
        return refused();
    }

    @Override
    public Future<Grant> renew(String refreshToken) {
        return refused();
    }

    @Override
    public Future<Ticket> ticket(Identity identity) {
        return refused();
    }

    @Override
    public Future<Ticket> ticket(String user, String service) {
        return refused();
    }

    @Override
    public Future<Identity> spend(String ticket) {
        return refused();
    }

    @Override
    public Future<List<Session>> of(String user) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Boolean> end(String user, String session) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Boolean> changePassword(Identity identity, String from, String to) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Void> delete(String user) {
        return Future.succeededFuture();
    }
}
