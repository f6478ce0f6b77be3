package io.parley.delivery;

import io.parley.port.Authenticator.Identity;
import io.parley.port.Codec;
import io.parley.port.Inbound;
import io.parley.port.Wire;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Unsubscribed.Why;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection, from its upgrade to its end. Confined to its hub's loop. */
final class Session extends Bag.Item implements Inbound {
    /** After so many frames that nobody could read, the connection ends. */
    private static final int BAD_FRAMES = 20;

    private final Hub hub;
    private final Wire wire;
    private final int codec;
    private final String peer;
    private final Vigil vigil;
    private final FrameRate rate;
    private final Subscriptions subscriptions;
    private final Greeting greeting;
    /** Null until the session has been welcomed. */
    private @Nullable Requests requests;

    private final Departure departure = new Departure();

    private int badFrames;
    private boolean listening = true;
    private boolean closed;

    /**
     * @param identity of the token that came with the upgrade
     * @param peer the address from which it comes, as rules know it
     * @param number of the session among those of its hub
     */
    Session(Hub hub, Wire wire, int codec, @Nullable Identity identity, String peer, int number) {
        this.hub = hub;
        this.wire = wire;
        this.codec = codec;
        this.peer = peer;
        Heartbeat told = hub.engine().settings().heartbeats().of(false);
        this.vigil = new Vigil(wire, new Pulse(hub.now(), number), told);
        this.rate = new FrameRate(this);
        this.subscriptions = new Subscriptions(this);
        this.greeting = new Greeting(this, subscriptions, identity);
    }

    @Override
    public void message(byte[] bytes, int from, int to) {
        rate.message();
        if (closed) {
            return;
        }
        switch (hub.codecs().get(codec).decode(bytes, from, to)) {
            case Codec.Decoded.Understood understood -> {
                ClientFrame frame = understood.frame();
                if (frame instanceof ClientFrame.Ack || rate.allows(frame.id(), frame)) {
                    take(frame, to - from);
                }
            }
            case Codec.Decoded.Refused refused -> {
                if (rate.allows(refused.id(), null)) {
                    refuse(refused.id(), refused.problem());
                }
            }
        }
    }

    private void take(ClientFrame frame, int size) {
        Requests online = requests;
        if (online != null) {
            online.take(frame, size);
        } else {
            greeting.take(frame, size);
        }
    }

    /** The greeting is over: {@code welcome} has been written. */
    void online(Identity identity, boolean pings, Heartbeat heartbeat) {
        vigil.online(pings, heartbeat);
        requests = new Requests(this, subscriptions, identity);
        hub.engine().users().add(identity.user(), this);
        requests.attendance().begin();
    }

    /** In how many milliseconds the frame would be allowed by all but the connection's rate of frames. */
    long waitMs(ClientFrame frame) {
        return requests == null ? 0 : requests.allowance().waitMs(frame);
    }

    /** What is said of a write names it. */
    void refuse(@Nullable String id, Problem problem, @Nullable ClientFrame frame) {
        refuse(id, frame instanceof ClientFrame.Write write ? problem.about(write.room(), write.cid()) : problem);
    }

    void refuse(@Nullable String id, Problem problem) {
        write(new ServerFrame.Refused(id, problem));
        boolean bad = problem.code() == Code.BAD_FRAME || problem.code() == Code.UNKNOWN_TYPE;
        if (bad && ++badFrames >= BAD_FRAMES) {
            close(CloseReason.BAD_FRAMES);
        }
    }

    @Override
    public void alive() {
        vigil.heard(hub.now());
        rate.heard();
    }

    @Override
    public void writable() {
        subscriptions.forEach(Subscription::pump);
        if (requests != null) {
            requests.writable();
        }
    }

    @Override
    public void closed() {
        closed = true;
        subscriptions.closeAll();
        if (requests != null) {
            hub.engine().users().remove(requests.identity().user(), this);
            requests.attendance().end();
        }
        hub.closed(this);
    }

    void lookAtPulse(long now, Heartbeats heartbeats) {
        switch (vigil.look(now, heartbeats, listening)) {
            case NOTHING -> {}
            case PING -> {
                if (vigil.framePings()) {
                    write(new ServerFrame.Ping());
                } else {
                    wire.ping();
                }
            }
            case END -> close(CloseReason.UNRESPONSIVE);
        }
    }

    /** Whether to go on taking frames from the client. */
    void listen(boolean on) {
        listening = on;
        wire.listen(on);
    }

    void lookAtClocks(long now) {
        CloseReason over = requests == null ? greeting.look(now) : requests.look();
        if (departure.due(now)) {
            listen(false);
            boolean owed = requests != null && requests.owesAnswers() && departure.waits(now);
            over = owed ? null : CloseReason.LEAVING;
        }
        boolean[] givenUp = {false};
        subscriptions.forEach(subscription -> givenUp[0] |= !subscription.look(now));
        if (givenUp[0]) {
            hub.engine().ports().meter().count("parley_deliveries_failed");
            over = CloseReason.UNRESPONSIVE;
        }
        if (over != null) {
            close(over);
        }
    }

    /** Says goodbye now, and closes at {@code when}. */
    void leave(long when) {
        if (departure.plan(when)) {
            long closeInMs = Math.max(0, when - hub.now()) / 1_000_000;
            write(new ServerFrame.Goodbye("shutdown", CloseReason.Reconnect.NOW, closeInMs, null));
        }
    }

    /** The subscription ends by what happened in its room. */
    void end(Subscription subscription, Why why, @Nullable Long seq) {
        if (subscriptions.end(subscription)) {
            write(new ServerFrame.Unsubscribed(subscription.room(), why, seq));
        }
    }

    void write(ServerFrame frame) {
        if (!closed) {
            wire.write(hub.codecs().get(codec).encode(frame));
        }
    }

    /** What may be lost: it is not said to a wire that is full, nor of a room that is not subscribed to. */
    void whisper(@Nullable String room, Whispers.Whisper whisper) {
        if (!closed && wire.writable() && (room == null || subscriptions.contains(room))) {
            wire.write(whisper.bytes(codec));
        }
    }

    /** Of one that has been welcomed. */
    Attendance attendance() {
        return Objects.requireNonNull(requests).attendance();
    }

    void close(CloseReason reason) {
        if (!closed) {
            wire.close(reason);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** The sign-in is over that it came by. */
    void signedOut(String session) {
        Identity identity = requests == null ? greeting.identity() : requests.identity();
        if (identity != null && identity.session().equals(session)) {
            close(CloseReason.UNAUTHENTICATED);
        }
    }

    boolean isOf(String user) {
        return requests != null && requests.identity().user().equals(user);
    }

    Hub hub() {
        return hub;
    }

    Wire wire() {
        return wire;
    }

    String peer() {
        return peer;
    }

    int codec() {
        return codec;
    }

    /** What came in before the welcome was out, in its order. */
    void replay(List<Greeting.Early> early) {
        early.forEach(each -> take(each.frame(), each.size()));
    }
}
