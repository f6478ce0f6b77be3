package io.parley.http;

import io.vertx.core.Future;

/** What is done to a message that stands in a room: each is an entry of its own, and may be repeated under its cid. */
final class MessageChangeRoutes {
    private final Writes writes;
    private final SocketRules rules;

    MessageChangeRoutes(Writes writes, SocketRules rules) {
        this.writes = writes;
        this.rules = rules;
    }

    Future<Answer> edit(Call call) {
        RequestBody body = call.body();
        return write(call, "edit", body, json -> MessageRoutes.copy(body, json, "body"));
    }

    Future<Answer> delete(Call call) {
        return write(call, "delete", call.body(), json -> {});
    }

    Future<Answer> react(Call call) {
        return react(call, true);
    }

    Future<Answer> unreact(Call call) {
        return react(call, false);
    }

    private Future<Answer> react(Call call, boolean on) {
        return write(call, "react", call.body(), json -> {
            json.writeStringField("emoji", call.emoji());
            json.writeBooleanField("on", on);
        });
    }

    private Future<Answer> write(Call call, String type, RequestBody body, Writing fields) {
        long seq = call.seq();
        return writes.answer(call.user(), rules.judge(type, call.room(), call.cidOrNew(body), json -> {
            json.writeNumberField("seq", seq);
            fields.to(json);
        }));
    }
}
