package io.parley.http;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Profile;
import io.parley.port.Passwords;
import io.parley.port.SignIns;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Names;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** One's own account: seeing and changing it, and making an end of it. */
final class ProfileRoutes {
    private static final Problem WRONG = Problem.field(Code.FORBIDDEN, "current", "this is not the password");

    private final Accounts accounts;
    private final SignIns signIns;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Farewell farewell;

    ProfileRoutes(HttpVerticle.Identities identities, Throttle throttle, Farewell farewell) {
        this.accounts = identities.accounts();
        this.signIns = identities.signIns();
        this.passwords = identities.passwords();
        this.throttle = throttle;
        this.farewell = farewell;
    }

    Future<Answer> show(Call call) {
        return accounts.account(call.user()).compose(AccountRoutes::shown);
    }

    Future<Answer> change(Call call) {
        RequestBody body = call.body();
        String name = body.optionalText("displayName");
        if (name != null && !Names.isName(name)) {
            throw Call.bad("displayName", "must show something, and hold no control characters");
        }
        Profile profile = new Profile(name, plain(body, "avatar"), plain(body, "status"));
        return accounts.change(call.user(), profile).compose(AccountRoutes::shown);
    }

    private static @Nullable String plain(RequestBody body, String field) {
        String text = body.optionalText(field);
        if (text != null && !Names.isPlain(text)) {
            throw Call.bad(field, "must hold no control characters");
        }
        return text;
    }

    /** Ends all other sessions, since whoever knew the old password may have begun them. */
    Future<Answer> password(Call call) {
        throttle.address(call.address());
        throttle.guess(call.user(), call.address());
        RequestBody body = call.body();
        String current = body.text("current");
        String next = body.text("new");
        return accounts.account(call.user()).compose(account -> replace(call, account, current, next));
    }

    private Future<Answer> replace(Call call, @Nullable Account account, String current, String next) {
        String from = account == null ? null : account.passwordHash();
        return passwords
                .matches(from, current)
                .compose(right -> right ? passwords.hash(next) : wrong())
                .compose(to -> from == null ? wrong() : signIns.changePassword(call.identity(), from, to))
                .compose(changed -> {
                    if (!changed) {
                        return wrong();
                    }
                    throttle.right(call.user(), call.address());
                    return Future.succeededFuture(Answer.NOTHING);
                });
    }

    private static <T> Future<T> wrong() {
        return Future.failedFuture(new Failure(WRONG));
    }

    /** In this order: while rooms are left, the user can still ask again. */
    Future<Answer> delete(Call call) {
        return farewell.say(call.user())
                .compose(left -> signIns.delete(call.user()))
                .map(Answer.NOTHING);
    }
}
