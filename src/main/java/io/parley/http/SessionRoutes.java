package io.parley.http;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Session;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Endings;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
final class SessionRoutes {
    /** The same for every reason, so that nobody learns which users there are. */
    private static final Problem WRONG = Problem.of(Code.UNAUTHENTICATED, "wrong username or password");

    private final HttpVerticle.Identities identities;
    private final Accounts accounts;
    private final Throttle throttle;
    private final HttpSettings settings;
    private final Clock clock;

    SessionRoutes(HttpVerticle.Identities identities, Throttle throttle, HttpSettings settings, Clock clock) {
        this.identities = identities;
        this.accounts = identities.accounts();
        this.throttle = throttle;
        this.settings = settings;
        this.clock = clock;
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
        long now = clock.millis();
        Session session = new Session(
                MadeIds.next(),
                account.id(),
                device,
                now,
                now + settings.sessionLife().toMillis());
        return accounts.begin(session).map(begun -> {
            long expiresAt = Math.min(now + settings.accessTokenLife().toMillis(), session.expiresAt());
            String token = identities.tokens().issue(new Identity(account.id(), session.id(), expiresAt));
            return Answer.ok(Writing.object(json -> {
                json.writeStringField("accessToken", token);
                json.writeNumberField("expiresIn", (expiresAt - now) / 1_000);
                json.writeFieldName("user");
                Shapes.user(account).to(json);
            }));
        });
    }

    Future<Answer> logout(Call call) {
        return accounts.end(call.session()).map(ended -> {
            identities.endings().tell(new Endings.Ended(call.user(), call.session()));
            return Answer.NOTHING;
        });
    }
}
