package io.parley.http;

import io.parley.port.Accounts;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Change;
import io.parley.room.Content;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Bans and mutes, for good or until a time. Each change is an entry of the room's log. */
final class RestrictionRoutes {
    private final Accounts accounts;
    private final Writes writes;

    RestrictionRoutes(Accounts accounts, Writes writes) {
        this.accounts = accounts;
        this.writes = writes;
    }

    Future<Answer> ban(Call call) {
        return restrict(call, Change.BANNED);
    }

    Future<Answer> unban(Call call) {
        return lift(call, Change.UNBANNED);
    }

    Future<Answer> mute(Call call) {
        return restrict(call, Change.MUTED);
    }

    Future<Answer> unmute(Call call) {
        return lift(call, Change.UNMUTED);
    }

    /** Whoever it names must be there, unless the cid has named it before. */
    private Future<Answer> restrict(Call call, Change change) {
        RequestBody body = call.body();
        String user = call.user();
        String room = call.room();
        String cid = call.cidOrNew(body);
        @Nullable Long until = body.has("until") ? body.number("until") : null;
        Content content = new Content.Membership(call.other(), change, null, until);
        return writes.find(user, room, cid, content)
                .compose(known -> known != null ? Future.succeededFuture(true) : isUser(call.other()))
                .compose(there -> there
                        ? writes.answer(user, room, cid, content)
                        : Future.failedFuture(Failure.of(Code.NOT_FOUND, "there is no such user")));
    }

    private Future<Boolean> isUser(String name) {
        return accounts.account(name).map(account -> account != null);
    }

    private Future<Answer> lift(Call call, Change change) {
        Content content = new Content.Membership(call.other(), change, null, null);
        return writes.answer(call.user(), call.room(), call.cidOrNew(call.body()), content);
    }
}
