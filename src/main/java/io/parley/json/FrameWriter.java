package io.parley.json;

import io.parley.protocol.Limits;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import io.parley.room.Item;
import io.parley.room.Role;
import io.parley.room.Tally;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes each frame of the server as one object. */
final class FrameWriter {
    private static final Set<String> ANSWER_FIELDS = Set.of("type", "id");

    private final JsonOut out;

    FrameWriter(JsonOut out) {
        this.out = out;
    }

    void write(ServerFrame frame) throws IOException {
        switch (frame) {
            case ServerFrame.Welcome welcome -> welcome(welcome);
            case ServerFrame.Subscribed subscribed -> subscribed(subscribed);
            case ServerFrame.Refused refused -> refused(refused.id(), refused.problem());
            case ServerFrame.Shown shown -> entry(shown.entry());
            case ServerFrame.CaughtUp it ->
                open("caughtUp").put("room", it.room()).put("seq", it.seq());
            case ServerFrame.Rewound it ->
                open("rewound").put("room", it.room()).put("to", it.to());
            case ServerFrame.Reset reset -> reset(reset);
            case ServerFrame.Unsubscribed it ->
                open("unsubscribed")
                        .put("room", it.room())
                        .put("reason", it.reason().wireName())
                        .put("seq", it.seq());
            case ServerFrame.Sent sent -> sent(sent);
            case ServerFrame.Listing listing -> listing(listing);
            case ServerFrame.Ok ok -> open("ok").put("id", ok.id()).put("expiresAt", ok.expiresAt());
            case ServerFrame.Pong pong -> open("pong").put("id", pong.id());
            case ServerFrame.Ping ping -> open("ping");
            case ServerFrame.Typing it ->
                open("typing").put("room", it.room()).put("user", it.user()).put("on", it.on());
            case ServerFrame.Presence it ->
                open("presence")
                        .put("user", it.user())
                        .put("status", it.status())
                        .put("lastSeen", it.lastSeen());
            case ServerFrame.Receipt it ->
                open("receipt")
                        .put("room", it.room())
                        .put("user", it.user())
                        .put("acked", it.acked())
                        .put("read", it.read());
            case ServerFrame.Goodbye goodbye -> goodbye(goodbye);
            case ServerFrame.Answer answer ->
                open(answer.type()).put("id", answer.id()).splice(answer.payload(), ANSWER_FIELDS);
        }
        out.close();
    }

    private JsonOut open(String type) throws IOException {
        return out.open().put("type", type);
    }

    private void welcome(ServerFrame.Welcome welcome) throws IOException {
        Limits limits = welcome.limits();
        open("welcome")
                .put("id", welcome.id())
                .put("user", welcome.user())
                .put("session", welcome.session())
                .put("node", welcome.node())
                .put("expiresAt", welcome.expiresAt())
                .put("heartbeatMs", welcome.heartbeatMs())
                .put("timeoutMs", welcome.timeoutMs())
                .open("limits")
                .put("frameBytes", limits.frameBytes())
                .put("textChars", limits.textChars())
                .put("window", limits.window())
                .put("sends", limits.sends())
                .put("rooms", limits.rooms())
                .put("ratePerSecond", limits.ratePerSecond())
                .close()
                .put("time", welcome.time())
                .list("subscribed", welcome.subscribed(), this::write);
    }

    private void subscribed(ServerFrame.Subscribed subscribed) throws IOException {
        open("subscribed")
                .put("id", subscribed.id())
                .put("room", subscribed.room())
                .put("epoch", subscribed.epoch())
                .put("head", subscribed.head())
                .put("oldest", subscribed.oldest());
        Role role = subscribed.role();
        if (role == null) {
            out.putNull("role");
        } else {
            out.put("role", role.wireName());
        }
        out.put("readSeq", subscribed.readSeq()).put("unread", subscribed.unread());
    }

    private void refused(@Nullable String id, Problem problem) throws IOException {
        open("error")
                .put("id", id)
                .put("code", problem.code().wireName())
                .put("message", problem.message())
                .put("field", problem.field())
                .put("room", problem.room())
                .put("cid", problem.cid())
                .put("seq", problem.seq())
                .put("temporary", problem.code().temporary())
                .put("retryAfterMs", problem.retryAfterMs());
    }

    private void reset(ServerFrame.Reset reset) throws IOException {
        open("reset")
                .put("room", reset.room())
                .put("epoch", reset.epoch())
                .put("oldest", reset.oldest())
                .put("head", reset.head())
                .put("next", reset.next())
                .put("reason", reset.reason().wireName());
    }

    private void sent(ServerFrame.Sent sent) throws IOException {
        open("sent")
                .put("id", sent.id())
                .put("room", sent.room())
                .put("cid", sent.cid())
                .put("epoch", sent.epoch())
                .put("seq", sent.seq())
                .put("at", sent.at())
                .mark("duplicate", sent.duplicate());
    }

    private void listing(ServerFrame.Listing listing) throws IOException {
        open("page")
                .put("id", listing.id())
                .put("room", listing.room())
                .put("epoch", listing.epoch())
                .put("asOf", listing.asOf())
                .put("oldest", listing.oldest())
                .put("head", listing.head())
                .list("items", listing.items(), this::item);
        Long next = listing.next();
        if (next == null) {
            out.putNull("next");
        } else {
            out.put("next", next);
        }
    }

    private void goodbye(ServerFrame.Goodbye goodbye) throws IOException {
        open("goodbye")
                .put("reason", goodbye.reason())
                .put("reconnect", goodbye.reconnect().wireName())
                .put("closeInMs", goodbye.closeInMs())
                .put("retryAfterMs", goodbye.retryAfterMs());
    }

    /** The fields of an entry frame; the object stays open. */
    private void entry(Entry entry) throws IOException {
        open("entry");
        fields(entry);
    }

    /** An entry in a page: as its frame, but without the type, and with what has become of it. */
    private void item(Item item) throws IOException {
        out.open();
        fields(item.entry());
        out.put("editedAt", item.editedAt()).put("deletedAt", item.deletedAt());
        if (!item.reactions().isEmpty()) {
            out.open("reactions");
            for (Tally tally : item.reactions()) {
                out.open(tally.emoji())
                        .put("count", tally.count())
                        .put("me", tally.me())
                        .close();
            }
            out.close();
        }
        out.close();
    }

    private void fields(Entry entry) throws IOException {
        out.put("room", entry.room())
                .put("epoch", entry.epoch())
                .put("seq", entry.seq())
                .put("at", entry.at())
                .put("from", entry.from())
                .put("kind", entry.content().kind())
                .put("cid", entry.cid());
        ContentWriter.write(entry.content(), out);
    }
}
