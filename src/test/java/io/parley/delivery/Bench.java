package io.parley.delivery;

import io.parley.limits.Limiter;
import io.parley.port.Append;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Commit;
import io.parley.port.Inbound;
import io.parley.port.Meter;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** One engine on one simulated loop, whose time the test moves. */
final class Bench {
    static final Limits LIMITS = new Limits(65_536, 8_000, 8, 4, 3, 10);

    static final Heartbeat HEARTBEAT = Heartbeat.of(Duration.ofSeconds(25), Duration.ofSeconds(10), 3);

    final Limiter limiter = new Limiter(Meter.NONE);
    final SimTime time = new SimTime(new Random(1));
    final SimCodec codec = new SimCodec();
    final SimStore store = new SimStore(time, commit -> this.engine().hear(commit));
    private final SimTime.SimLoop loop = time.loop();
    private final Engine engine;
    private final Hub hub;

    Bench() {
        Settings settings = settings(Heartbeats.same(HEARTBEAT));
        Ports ports = new Ports(
                store,
                store,
                Bench::identity,
                call -> Future.succeededFuture("{\"for\":\"" + call.user() + "\"}"),
                limiter,
                time::now,
                Meter.NONE);
        engine = new Engine(ports, new Codecs(List.of(codec)), settings, 1, 1 << 20);
        hub = engine.attach(loop, (frames, binary) -> new SimWire.Joined(frames));
        store.open("red");
        tick();
    }

    /** A token is {@code user}, {@code user/session} or {@code user/session/expiresAt}; "bad" is none. */
    private static Future<Identity> identity(String token) {
        if (token.equals("bad")) {
            return Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "bad token"));
        }
        String[] parts = token.split("/", -1);
        return Future.succeededFuture(new Identity(
                parts[0],
                parts.length > 1 ? parts[1] : "s",
                parts.length > 2 ? Long.parseLong(parts[2]) : Long.MAX_VALUE));
    }

    private Engine engine() {
        return engine;
    }

    private static Settings settings(Heartbeats heartbeats) {
        return new Settings("bench", LIMITS, heartbeats, Duration.ofSeconds(5), 100, 3);
    }

    void adjust(Heartbeats heartbeats) {
        engine.adjust(settings(heartbeats));
    }

    /** The bells of a node: each 250 ms of virtual time. */
    private void tick() {
        time.after(250_000_000, () -> {
            loop.execute(hub::lookAtClocks);
            loop.execute(hub::lookAtPulses);
            engine.beat();
            tick();
        });
    }

    void pass(Duration duration) {
        time.runUntil(time.now() + duration.toNanos());
    }

    void append(int count) {
        append("red", count);
    }

    void append(String room, int count) {
        for (int i = 0; i < count; i++) {
            Content content = new Content.Message(Body.of("x"), null, null);
            store.append(new Append(room, "writer", "c" + time.now() + "-" + i, content, 0));
        }
        pass(Duration.ofMillis(100));
    }

    /** Something that happens to a member, or to the room. */
    void change(String room, Content content) {
        store.append(new Append(room, "owner", "c" + time.now(), content, 0));
        pass(Duration.ofMillis(100));
    }

    /** All of it in one commit. */
    void commit(String room, int count) {
        int before = store.entries(room).size();
        store.fill(room, count);
        List<Entry> fresh = store.entries(room).subList(before, before + count);
        engine.hear(new Commit(1, fresh));
        pass(Duration.ofMillis(100));
    }

    /** A connection that has said nothing yet. */
    Peer connect() {
        Peer peer = new Peer();
        loop.execute(() -> peer.inbound = hub.open(peer.wire, codec, null, ""));
        pass(Duration.ofMillis(10));
        return peer;
    }

    Peer reader(boolean acks, long after) {
        Peer peer = connect();
        peer.say(new ClientFrame.Hello(
                "h",
                "reader",
                null,
                null,
                acks,
                false,
                List.of(new ClientFrame.Subscribe(null, "red", after, after == 0 ? null : store.epoch()))));
        pass(Duration.ofMillis(100));
        return peer;
    }

    /** Signed in, and subscribed to the rooms from their heads on. */
    Peer user(String user, String... rooms) {
        List<ClientFrame.Subscribe> asked = Stream.of(rooms)
                .map(room -> new ClientFrame.Subscribe(null, room, null, null))
                .toList();
        Peer peer = connect();
        peer.say(new ClientFrame.Hello("h", user, null, null, false, false, asked));
        pass(Duration.ofMillis(100));
        return peer;
    }

    /** The same frame so many times, without a pause. */
    void burst(Peer peer, ClientFrame frame, int count) {
        byte[] bytes = codec.write(frame);
        loop.execute(() -> {
            for (int i = 0; i < count; i++) {
                peer.inbound.message(bytes, 0, bytes.length);
            }
        });
        pass(Duration.ofMillis(10));
    }

    /** The node leaves at once, the frame is read, and the clocks are looked at before the store has answered. */
    void leaveWhileSending(Peer peer, ClientFrame frame) {
        byte[] bytes = codec.write(frame);
        loop.execute(() -> {
            hub.leave(Duration.ZERO).onComplete(left -> {});
            peer.inbound.message(bytes, 0, bytes.length);
            hub.lookAtClocks();
        });
        pass(Duration.ofSeconds(1));
    }

    /** The frame is read, and the connection is gone before anything came of it. */
    void sayAndVanish(Peer peer, ClientFrame frame) {
        byte[] bytes = codec.write(frame);
        loop.execute(() -> {
            peer.inbound.message(bytes, 0, bytes.length);
            peer.inbound.closed();
        });
        pass(Duration.ofMillis(100));
    }

    /** What {@code asker} may look up. */
    List<ServerFrame.Presence> presence(String asker, String... users) {
        Future<List<ServerFrame.Presence>> found = engine.people().presence(asker, List.of(users));
        pass(Duration.ofMillis(100));
        return found.result();
    }

    /** The rooms that the node wants to hear of. */
    Set<String> interest() {
        return engine.tails("red").rooms();
    }

    void signOut(String session) {
        loop.execute(() -> hub.signedOut(session));
        pass(Duration.ofMillis(10));
    }

    /** The other end of a connection, in the hands of the test. */
    final class Peer {
        final RecordingWire wire = new RecordingWire(codec);
        private Inbound inbound = new NobodyYet();

        void say(ClientFrame frame) {
            byte[] bytes = codec.write(frame);
            loop.execute(() -> {
                inbound.alive();
                inbound.message(bytes, 0, bytes.length);
            });
            pass(Duration.ofMillis(50));
        }

        /** In one turn. */
        void sayAtOnce(ClientFrame... frames) {
            loop.execute(() -> {
                for (ClientFrame frame : frames) {
                    byte[] bytes = codec.write(frame);
                    inbound.alive();
                    inbound.message(bytes, 0, bytes.length);
                }
            });
        }

        /** A frame that brings no message, such as a ping, so many times at once. */
        void sayNothing(int times) {
            loop.execute(() -> {
                for (int i = 0; i < times; i++) {
                    inbound.alive();
                }
            });
            pass(Duration.ofMillis(50));
        }

        void vanish() {
            loop.execute(inbound::closed);
            pass(Duration.ofMillis(50));
        }

        void ack(long seq) {
            say(new ClientFrame.Ack(null, "red", seq));
        }

        void becomeWritable(int room) {
            wire.room = room;
            loop.execute(inbound::writable);
            pass(Duration.ofMillis(100));
        }
    }

    private static final class NobodyYet implements Inbound {
        @Override
        public void message(byte[] bytes, int from, int to) {
            throw new AssertionError("not connected");
        }

        @Override
        public void alive() {}

        @Override
        public void writable() {}

        @Override
        public void closed() {}
    }
}
