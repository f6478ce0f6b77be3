package io.parley.http;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Account;
import io.parley.port.Passwords;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Names;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who there is: registering, and looking people up. */
final class AccountRoutes {
    private static final Problem TAKEN =
            Problem.field(Code.TAKEN, "username", "this username is, or once was, another's");

    private final Accounts accounts;
    private final Passwords passwords;
    private final Throttle throttle;
    private final boolean registration;
    private final Clock clock;

    AccountRoutes(HttpVerticle.Identities identities, Throttle throttle, boolean registration, Clock clock) {
        this.accounts = identities.accounts();
        this.passwords = identities.passwords();
        this.throttle = throttle;
        this.registration = registration;
        this.clock = clock;
    }

    /** A backend registers whom it will, also those who only ever come by its own word. */
    Future<Answer> register(Call call) {
        boolean service = call.service() != null;
        if (!registration && !service) {
            throw Failure.of(Code.FORBIDDEN, "registration is closed here");
        }
        RequestBody body = call.body();
        String password = body.optionalText("password");
        if (password == null && !service) {
            throw Call.bad("password", "is missing");
        }
        if (password != null) {
            throttle.address(call.address());
        }
        String user = free("username", body.text("username"));
        String name = body.optionalText("displayName");
        if (name != null && !Names.isName(name)) {
            throw Call.bad("displayName", "must show something, and hold no control characters");
        }
        return accounts.account(user)
                .compose(known -> known == null ? hash(password) : Future.failedFuture(new Failure(TAKEN)))
                .compose(hash -> register(new Account(user, name == null ? user : name, hash, clock.millis())));
    }

    private Future<@Nullable String> hash(@Nullable String password) {
        return password == null
                ? Future.succeededFuture()
                : passwords.hash(password).map(hash -> hash);
    }

    private Future<Answer> register(Account account) {
        return accounts.register(account)
                .compose(registered -> registered
                        ? Future.succeededFuture(new Answer(201, Shapes.user(account)))
                        : Future.failedFuture(new Failure(TAKEN)));
    }

    /** The user id that somebody new may have by that name. */
    static String free(String field, String typed) {
        String user = Names.user(typed);
        if (user == null) {
            throw Call.bad(field, "must be 1-64 of a-z 0-9 . _ - and begin with a letter or digit");
        }
        if (Names.isReserved(user)) {
            throw Call.bad(field, "is reserved");
        }
        return user;
    }

    Future<Answer> user(Call call) {
        return accounts.account(call.other()).compose(AccountRoutes::shown);
    }

    static Future<Answer> shown(@Nullable Account account) {
        return account == null
                ? Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such user"))
                : Future.succeededFuture(Answer.ok(Shapes.user(account)));
    }

    Future<Answer> search(Call call) {
        String query = Objects.requireNonNull(call.query("query"));
        return accounts.search(query, call.limit())
                .map(found ->
                        Answer.ok(Shapes.list(found.stream().map(Shapes::user).toList(), null)));
    }
}
