package io.parley.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.delivery.Reading;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ClientFrame.View;
import io.vertx.core.Future;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is said in a room: reading and writing it. */
final class MessageRoutes {
    private static final long END = (1L << 53) - 1;

    private final Reading reading;
    private final Writes writes;
    private final Shapes shapes;
    private final SocketRules rules;

    MessageRoutes(Reading reading, Writes writes, Shapes shapes, SocketRules rules) {
        this.reading = reading;
        this.writes = writes;
        this.shapes = shapes;
        this.rules = rules;
    }

    /** Without a place to look from, the latest. */
    Future<Answer> messages(Call call) {
        Long before = call.number("before");
        Long after = call.number("after");
        Long around = call.number("around");
        boolean latest = before == null && after == null && around == null;
        return page(call, latest ? Long.valueOf(END) : before, after, around, View.MESSAGES);
    }

    /** Without a place to look from, the first. */
    Future<Answer> entries(Call call) {
        Long before = call.number("before");
        Long after = call.number("after");
        boolean first = before == null && after == null;
        return page(call, before, first ? Long.valueOf(0) : after, null, View.ENTRIES);
    }

    private Future<Answer> page(
            Call call, @Nullable Long before, @Nullable Long after, @Nullable Long around, View view) {
        if ((before == null ? 0 : 1) + (after == null ? 0 : 1) + (around == null ? 0 : 1) > 1) {
            throw Call.bad(before == null ? "after" : "before", "cannot be combined with another place to look from");
        }
        ClientFrame.History ask = new ClientFrame.History(null, call.room(), before, after, around, call.limit(), view);
        return reading.history(call.user(), ask).map(page -> Answer.ok(shapes.page(page)));
    }

    Future<Answer> send(Call call) {
        RequestBody body = call.body();
        String room = call.room();
        String cid = call.cid(body);
        if (cid == null) {
            throw Call.bad("cid", "is missing; " + Call.KEY_HEADER + " will do as well");
        }
        return writes.answer(
                call.user(), rules.judge("send", room, cid, json -> copy(body, json, "body", "replyTo", "thread")));
    }

    /** Those of the fields that the body has, as they were sent. */
    static void copy(RequestBody body, JsonGenerator json, String... fields) throws IOException {
        for (String field : fields) {
            String raw = body.raw(field);
            if (raw != null) {
                json.writeFieldName(field);
                json.writeRawValue(raw);
            }
        }
    }
}
