package io.parley.proto;

import io.parley.proto.v1.Wire;
import io.parley.protocol.Limits;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import org.jspecify.annotations.Nullable;

/** Frames of the server as messages of {@code parley.proto}. */
final class FrameMessages {
    private final Wire.ServerFrame.Builder message = Wire.ServerFrame.newBuilder();

    private FrameMessages() {}

    static Wire.ServerFrame of(ServerFrame frame) {
        FrameMessages messages = new FrameMessages();
        messages.write(frame);
        return messages.message.build();
    }

    private void write(ServerFrame frame) {
        switch (frame) {
            case ServerFrame.Welcome welcome -> id(welcome.id()).setWelcome(welcome(welcome));
            case ServerFrame.Subscribed subscribed -> id(subscribed.id()).setSubscribed(subscribed(subscribed));
            case ServerFrame.Refused refused -> id(refused.id()).setError(error(refused.problem()));
            case ServerFrame.Shown shown -> message.setEntry(EntryMessages.of(shown.entry()));
            case ServerFrame.CaughtUp it ->
                message.getCaughtUpBuilder().setRoom(it.room()).setSeq(it.seq());
            case ServerFrame.Rewound it ->
                message.getRewoundBuilder().setRoom(it.room()).setTo(it.to());
            case ServerFrame.Reset reset -> reset(reset);
            case ServerFrame.Unsubscribed unsubscribed -> unsubscribed(unsubscribed);
            case ServerFrame.Sent sent -> sent(sent);
            case ServerFrame.Listing listing -> page(listing);
            case ServerFrame.Ok ok -> ok(ok);
            case ServerFrame.Pong pong -> id(pong.id()).setPong(Wire.Pong.getDefaultInstance());
            case ServerFrame.Ping ping -> message.setPing(Wire.Ping.getDefaultInstance());
            case ServerFrame.Typing it ->
                message.getTypingBuilder().setRoom(it.room()).setUser(it.user()).setOn(it.on());
            case ServerFrame.Presence presence -> presence(presence);
            case ServerFrame.Receipt receipt -> receipt(receipt);
            case ServerFrame.Goodbye goodbye -> goodbye(goodbye);
            case ServerFrame.Answer answer ->
                id(answer.id()).getAnswerBuilder().setType(answer.type()).setPayload(answer.payload());
        }
    }

    private Wire.ServerFrame.Builder id(@Nullable String id) {
        return id == null ? message : message.setId(id);
    }

    private static Wire.Welcome welcome(ServerFrame.Welcome welcome) {
        Wire.Welcome.Builder content = Wire.Welcome.newBuilder()
                .setUser(welcome.user())
                .setSession(welcome.session())
                .setNode(welcome.node())
                .setExpiresAt(welcome.expiresAt())
                .setHeartbeatMs(welcome.heartbeatMs())
                .setTimeoutMs(welcome.timeoutMs())
                .setLimits(limits(welcome.limits()))
                .setTime(welcome.time());
        for (ServerFrame.Opened opened : welcome.subscribed()) {
            switch (opened) {
                case ServerFrame.Subscribed subscribed ->
                    content.addSubscribedBuilder().setSubscribed(subscribed(subscribed));
                case ServerFrame.Refused refused ->
                    content.addSubscribedBuilder().setError(error(refused.problem()));
            }
        }
        return content.build();
    }

    private static Wire.Welcome.Limits limits(Limits limits) {
        return Wire.Welcome.Limits.newBuilder()
                .setFrameBytes(limits.frameBytes())
                .setTextChars(limits.textChars())
                .setWindow(limits.window())
                .setSends(limits.sends())
                .setRooms(limits.rooms())
                .setRatePerSecond(limits.ratePerSecond())
                .build();
    }

    private static Wire.Subscribed subscribed(ServerFrame.Subscribed subscribed) {
        Wire.Subscribed.Builder content = Wire.Subscribed.newBuilder()
                .setRoom(subscribed.room())
                .setEpoch(subscribed.epoch())
                .setHead(subscribed.head())
                .setOldest(subscribed.oldest())
                .setReadSeq(subscribed.readSeq())
                .setUnread(subscribed.unread());
        if (subscribed.role() != null) {
            content.setRole(subscribed.role().wireName());
        }
        return content.build();
    }

    private static Wire.Error error(Problem problem) {
        Wire.Error.Builder content = Wire.Error.newBuilder()
                .setCode(problem.code().wireName())
                .setMessage(problem.message())
                .setTemporary(problem.code().temporary());
        if (problem.field() != null) {
            content.setField(problem.field());
        }
        if (problem.room() != null) {
            content.setRoom(problem.room());
        }
        if (problem.cid() != null) {
            content.setCid(problem.cid());
        }
        if (problem.seq() != null) {
            content.setSeq(problem.seq());
        }
        if (problem.retryAfterMs() != null) {
            content.setRetryAfterMs(problem.retryAfterMs());
        }
        return content.build();
    }

    private void reset(ServerFrame.Reset reset) {
        message.getResetBuilder()
                .setRoom(reset.room())
                .setEpoch(reset.epoch())
                .setOldest(reset.oldest())
                .setHead(reset.head())
                .setNext(reset.next())
                .setReason(reset.reason().wireName());
    }

    private void unsubscribed(ServerFrame.Unsubscribed unsubscribed) {
        Wire.Unsubscribed.Builder content = message.getUnsubscribedBuilder()
                .setRoom(unsubscribed.room())
                .setReason(unsubscribed.reason().wireName());
        if (unsubscribed.seq() != null) {
            content.setSeq(unsubscribed.seq());
        }
    }

    private void sent(ServerFrame.Sent sent) {
        id(sent.id())
                .getSentBuilder()
                .setRoom(sent.room())
                .setCid(sent.cid())
                .setEpoch(sent.epoch())
                .setSeq(sent.seq())
                .setAt(sent.at())
                .setDuplicate(sent.duplicate());
    }

    private void page(ServerFrame.Listing listing) {
        Wire.Page.Builder content = id(listing.id())
                .getPageBuilder()
                .setRoom(listing.room())
                .setEpoch(listing.epoch())
                .setAsOf(listing.asOf())
                .setOldest(listing.oldest())
                .setHead(listing.head());
        listing.items().forEach(item -> content.addItems(EntryMessages.of(item)));
        if (listing.next() != null) {
            content.setNext(listing.next());
        }
    }

    private void ok(ServerFrame.Ok ok) {
        Wire.Ok.Builder content = id(ok.id()).getOkBuilder();
        if (ok.expiresAt() != null) {
            content.setExpiresAt(ok.expiresAt());
        }
    }

    private void presence(ServerFrame.Presence presence) {
        Wire.UserPresence.Builder content =
                message.getPresenceBuilder().setUser(presence.user()).setStatus(presence.status());
        if (presence.lastSeen() != null) {
            content.setLastSeen(presence.lastSeen());
        }
    }

    private void receipt(ServerFrame.Receipt receipt) {
        Wire.Receipt.Builder content =
                message.getReceiptBuilder().setRoom(receipt.room()).setUser(receipt.user());
        if (receipt.acked() != null) {
            content.setAcked(receipt.acked());
        }
        if (receipt.read() != null) {
            content.setRead(receipt.read());
        }
    }

    private void goodbye(ServerFrame.Goodbye goodbye) {
        Wire.Goodbye.Builder content = message.getGoodbyeBuilder()
                .setReason(goodbye.reason())
                .setReconnect(goodbye.reconnect().wireName())
                .setCloseInMs(goodbye.closeInMs());
        if (goodbye.retryAfterMs() != null) {
            content.setRetryAfterMs(goodbye.retryAfterMs());
        }
    }
}
