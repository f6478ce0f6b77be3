package io.parley.http;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Account;
import io.parley.port.Passwords;
import io.parley.port.SignIns;
import io.parley.port.SignIns.Grant;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Names;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and what goes on in between. */
final class SessionRoutes {
    /** The same for every reason, so that nobody learns which users there are. */
    private static final Problem WRONG = Problem.of(Code.UNAUTHENTICATED, "wrong username or password");

    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;
    private final Throttle throttle;

    SessionRoutes(HttpVerticle.Identities identities, Throttle throttle) {
        this.accounts = identities.accounts();
        this.passwords = identities.passwords();
        this.signIns = identities.signIns();
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
        throttle.guess(user == null ? typed : user, call.address());
        Future<@Nullable Account> known = user == null ? Future.succeededFuture() : accounts.account(user);
        return known.compose(account -> passwords
                .matches(account == null ? null : account.passwordHash(), password)
                .compose(right -> {
                    if (!right || account == null) {
                        return Future.failedFuture(new Failure(WRONG));
                    }
                    throttle.right(account.id(), call.address());
                    return begin(account, device);
                }));
    }

    private Future<Answer> begin(Account account, @Nullable String device) {
        return signIns.begin(account, device).map(grant -> granted(grant, account));
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
        return signIns.end(call.user(), call.session()).map(Answer.NOTHING);
    }

    Future<Answer> refresh(Call call) {
        return signIns.renew(call.body().text("refreshToken")).map(grant -> granted(grant, null));
    }

    Future<Answer> list(Call call) {
        return signIns.of(call.user())
                .map(sessions -> Answer.ok(Shapes.list(
                        sessions.stream()
                                .map(session -> Shapes.session(session, call.session()))
                                .toList(),
                        null)));
    }

    Future<Answer> end(Call call) {
        return signIns.end(call.user(), call.otherSession())
                .compose(ended -> ended
                        ? Future.succeededFuture(Answer.NOTHING)
                        : Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such session")));
    }

    /** A backend's is for the user in whose name it asks: none has a socket of its own. */
    Future<Answer> ticket(Call call) {
        String service = call.service();
        if (service != null && service.equals(call.user())) {
            throw Call.bad(Backends.USER_HEADER, "is missing");
        }
        return (service == null ? signIns.ticket(call.identity()) : signIns.ticket(call.user(), service))
                .map(ticket -> new Answer(201, Writing.object(json -> {
                    json.writeStringField("ticket", ticket.secret());
                    json.writeNumberField("expiresIn", ticket.expiresInMs() / 1_000);
                })));
    }
}
