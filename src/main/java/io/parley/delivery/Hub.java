package io.parley.delivery;

import io.parley.port.Authenticator.Identity;
import io.parley.port.Codec;
import io.parley.port.Frames;
import io.parley.port.Inbound;
import io.parley.port.Joiner;
import io.parley.port.Loop;
import io.parley.port.Wire;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Limits;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sessions of one loop, and what they are shown. Confined to the loop. */
public final class Hub {
    /** What is new is shown at once until so many wires have been written to in a window; the rest waits for its end. */
    private static final int PROMPT_WRITES = 150;

    private static final long WINDOW = 2_000_000;
    /** How long a room without audience stays of interest, for those who come back. */
    private static final long LINGER = 30_000_000_000L;

    private final int index;
    private final Loop loop;
    private final Joiner joiner;
    private final Engine engine;
    private final Sender sender;

    private final Bag<Session> sessions = new Bag<>();
    private final Map<String, Audience> audiences = new HashMap<>();
    /** Those whose last read failed or found nothing: the next beat pumps them. */
    private final Set<Subscription> stalled = new LinkedHashSet<>();

    private final Queue<Audience> dirty = new ArrayDeque<>();
    /** Not null once the node is leaving. */
    private @Nullable Promise<Void> left;

    private int opened;
    private int looks;
    private boolean armed;
    private long windowStart;
    private int written;

    Hub(int index, Loop loop, Joiner joiner, Engine engine) {
        this.index = index;
        this.loop = loop;
        this.joiner = joiner;
        this.engine = engine;
        Ports ports = engine.ports();
        this.sender = new Sender(ports.log(), ports.rooms(), ports.clock(), loop);
    }

    /**
     * A connection was upgraded.
     *
     * @param identity of the token that came with the upgrade; null where {@code hello} must bring one
     * @param peer the address from which it comes, as rules know it
     */
    public Inbound open(Wire wire, Codec codec, @Nullable Identity identity, String peer) {
        Session session = new Session(this, wire, engine.codecs().indexOf(codec), identity, peer, opened++);
        sessions.add(session);
        if (!engine.admit() || left != null) {
            Departure.refuse(session, CloseReason.OVERLOADED);
        }
        return session;
    }

    /** A bell: who has been silent for too long? Looks at every second session, and at the others when it rings again. */
    public void lookAtPulses() {
        long now = now();
        Heartbeats heartbeats = engine.settings().heartbeats();
        sessions.forEach(looks++ & 1, 2, session -> session.lookAtPulse(now, heartbeats));
    }

    /** A bell: whose time has run out? */
    public void lookAtClocks() {
        long now = now();
        sessions.forEach(session -> session.lookAtClocks(now));
        engine.look(index, now);
        audiences.values().removeIf(audience -> {
            boolean over = audience.emptyFor(LINGER, now);
            if (over) {
                Tails tails = engine.tails(audience.room());
                tails.loop().execute(() -> tails.leave(audience.room(), index));
            }
            return over;
        });
    }

    /** A sign-in has ended, and so do its connections. */
    public void signedOut(String session) {
        engine.signedOut().add(session);
        sessions.forEach(each -> each.signedOut(session));
    }

    /** A bell: what the log may hold that nobody told. */
    void pumpStalled() {
        List<Subscription> again = List.copyOf(stalled);
        stalled.clear();
        again.forEach(Subscription::pump);
    }

    /**
     * Tells every client to move, each at its own moment within {@code span}, and then closes it; takes no more. Done when
     * the last one has gone. Once.
     */
    public Future<Void> leave(Duration span) {
        Promise<Void> leaving = Promise.promise();
        left = leaving;
        long now = now();
        long count = Math.max(1, sessions.size());
        long[] slot = {0};
        sessions.forEach(session -> session.leave(now + span.toNanos() * ++slot[0] / count));
        sayLeft();
        return leaving.future();
    }

    private void sayLeft() {
        if (left != null && sessions.size() == 0) {
            left.tryComplete();
        }
    }

    public int size() {
        return sessions.size();
    }

    void closed(Session session) {
        sessions.remove(session);
        engine.dismiss();
        sayLeft();
    }

    void told(List<Told> news) {
        for (Told told : news) {
            Audience audience = audiences.get(told.room());
            if (audience != null) {
                audience.hear(told);
            }
        }
    }

    /** Registers interest in the room, and keeps it until released. */
    Audience hold(String room) {
        Audience audience = audiences.get(room);
        if (audience == null) {
            audience = new Audience(room, this);
            audiences.put(room, audience);
            Tails tails = engine.tails(room);
            tails.loop().execute(() -> tails.join(room, index));
        }
        audience.hold();
        return audience;
    }

    void read(String room, long after, int limit, Consumer<AsyncResult<Chunk>> reader) {
        Tails tails = engine.tails(room);
        tails.loop().execute(() -> tails.read(room, after, limit, chunk -> loop.execute(() -> reader.accept(chunk))));
    }

    void owe(String room) {
        Tails tails = engine.tails(room);
        tails.loop().execute(() -> tails.owe(room, index));
    }

    void stalled(Subscription subscription) {
        stalled.add(subscription);
    }

    void unstalled(Subscription subscription) {
        stalled.remove(subscription);
    }

    /** The audience has something to show. */
    void dirty(Audience audience) {
        if (audience.markDirty()) {
            dirty.add(audience);
            arm();
        }
    }

    private void arm() {
        if (!armed) {
            armed = true;
            loop.atTurnEnd(this::flush);
        }
    }

    private void flush() {
        armed = false;
        long now = now();
        if (now - windowStart >= WINDOW) {
            windowStart = now;
            written = 0;
        }
        for (int due = dirty.size(); due > 0 && written < PROMPT_WRITES; due--) {
            Audience audience = dirty.remove();
            written += audience.size();
            audience.flush();
        }
        if (!dirty.isEmpty()) {
            armed = true;
            loop.later(windowStart + WINDOW - now, this::flush);
        }
    }

    Frames join(List<byte[]> frames, int codec) {
        return joiner.join(frames, codecs().get(codec).binary());
    }

    boolean keeps(Laws law) {
        return engine.keeps(law);
    }

    Engine engine() {
        return engine;
    }

    Codecs codecs() {
        return engine.codecs();
    }

    Limits limits() {
        return engine.settings().limits();
    }

    Sender sender() {
        return sender;
    }

    Loop loop() {
        return loop;
    }

    long now() {
        return loop.nanoTime();
    }
}
