package io.parley.http;

import io.parley.delivery.Reading;
import io.parley.port.Codec;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ClientFrame.View;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Content;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is said in a room: reading and writing it. */
final class MessageRoutes {
    private static final long END = (1L << 53) - 1;

    private final Reading reading;
    private final Writes writes;
    private final Shapes shapes;
    private final Codec codec;

    /** @param codec of JSON: a message is judged by the same rules as on the socket */
    MessageRoutes(Reading reading, Writes writes, Shapes shapes, Codec codec) {
        this.reading = reading;
        this.writes = writes;
        this.shapes = shapes;
        this.codec = codec;
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
        ClientFrame.Send send = decode(frame(room, cid, body));
        return writes.answer(call.user(), room, cid, new Content.Message(send.body(), send.replyTo(), send.thread()));
    }

    /** The socket's frame with the same fields. Ids need no escaping. */
    private static String frame(String room, String cid, RequestBody body) {
        StringBuilder frame = new StringBuilder(256);
        frame.append("{\"type\":\"send\",\"room\":\"").append(room);
        frame.append("\",\"cid\":\"").append(cid).append('"');
        for (String field : new String[] {"body", "replyTo", "thread"}) {
            String raw = body.raw(field);
            if (raw != null) {
                frame.append(",\"").append(field).append("\":").append(raw);
            }
        }
        return frame.append('}').toString();
    }

    private ClientFrame.Send decode(String frame) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        return switch (codec.decode(bytes, 0, bytes.length)) {
            case Codec.Decoded.Understood(ClientFrame.Send send) -> send;
            case Codec.Decoded.Understood other -> throw Failure.of(Code.BAD_REQUEST, "this is not a message");
            case Codec.Decoded.Refused refused -> throw new Failure(refused.problem());
        };
    }

    Future<Answer> read(Call call) {
        return reading.read(call.user(), call.room(), call.body().number("seq")).map(stored -> Answer.NOTHING);
    }
}
