package io.parley.http;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Account;
import io.parley.port.SignIns.Grant;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
final class SessionRoutes {
    /** The same for every reason, so that nobody learns which users there are. */
    private static final Problem WRONG = Problem.of(Code.UNAUTHENTICATED, "wrong username or password");

    private final HttpVerticle.Identities identities;
    private final Accounts accounts;
    private final Throttle throttle;

    SessionRoutes(HttpVerticle.Identities identities, Throttle throttle) {
        this.identities = identities;
        this.accounts = identities.accounts();
        this.throttle = throttle;
    }

    Future<Answer> login(Call call) {
        throttle.address(call.address());
        RequestBody body = call.body();
        String typed = body.text("username");
        String password = body.text("password");
        String device = body.optionalText("device");
        if (device != null && !Names.isName(device)) {
            throw Call.bad("device", "must show something, and hold no control characters");
        }
        String user = Names.user(typed);
        throttle.account(user == null ? typed : user);
        Future<@Nullable Account> known = user == null ? Future.succeededFuture() : accounts.account(user);
        return known.compose(account -> identities
                .passwords()
                .matches(account == null ? null : account.passwordHash(), password)
                .compose(right ->
                        right && account != null ? begin(account, device) : Future.failedFuture(new Failure(WRONG))));
    }

    private Future<Answer> begin(Account account, @Nullable String device) {
        return identities.signIns().begin(account, device).map(grant -> granted(grant, account));
    }

    /** @param account null where the client knows whose it is */
    private static Answer granted(Grant grant, @Nullable Account account) {
        return Answer.ok(Writing.object(json -> {
            json.writeStringField("accessToken", grant.accessToken());
            json.writeNumberField("expiresIn", grant.expiresInMs() / 1_000);
            json.writeStringField("refreshToken", grant.refreshToken());
            if (account != null) {
                json.writeFieldName("user");
                Shapes.user(account).to(json);
            }
        }));
    }

    Future<Answer> logout(Call call) {
        return identities.signIns().end(call.user(), call.session()).map(Answer.NOTHING);
    }
}
