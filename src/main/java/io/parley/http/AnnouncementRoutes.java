package io.parley.http;

import io.parley.port.Scope;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Inbox;
import io.vertx.core.Future;

/** What the server's admins tell everybody. */
final class AnnouncementRoutes {
    private final Writes writes;
    private final SocketRules rules;

    AnnouncementRoutes(Writes writes, SocketRules rules) {
        this.writes = writes;
        this.rules = rules;
    }

    /** The body is as a message's. */
    Future<Answer> announce(Call call) {
        if (!call.identity().may(Scope.ANNOUNCE)) {
            throw Failure.of(Code.FORBIDDEN, "only the server's admins announce");
        }
        RequestBody body = call.body();
        String cid = call.cid(body);
        if (cid == null) {
            throw Call.bad("cid", "is missing; " + Call.KEY_HEADER + " will do as well");
        }
        ClientFrame.Write write = rules.judge("send", Inbox.ALL, cid, json -> MessageRoutes.copy(body, json, "body"));
        if (!(write instanceof ClientFrame.Send send)) {
            throw new IllegalStateException("a send was read as something else");
        }
        return writes.announce(call.user(), cid, send.body());
    }
}
