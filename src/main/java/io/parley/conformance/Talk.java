package io.parley.conformance;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What a client says on one connection, sorted as it comes: acks are judged, what every client may say is answered by the
 * way, and the rest waits until the script asks for it. The script's thread alone.
 */
final class Talk {
    private final Peer peer;
    private final Acks acks = new Acks();
    private final Answers answers;
    private final Courtesy courtesy;
    private final Set<String> left = new HashSet<>();
    private final Deque<Heard.Frame> waiting = new ArrayDeque<>();
    private long lastHeard;
    private boolean ended;

    Talk(Peer peer) {
        this.peer = peer;
        this.answers = new Answers(peer);
        this.courtesy = new Courtesy(peer);
    }

    Acks acks() {
        return acks;
    }

    Answers answers() {
        return answers;
    }

    /** Whether the client has unsubscribed from the room. */
    boolean hasLeft(String room) {
        return left.contains(room);
    }

    long lastHeard() {
        return lastHeard;
    }

    /** Takes what comes until the condition holds. */
    void awaits(String what, Duration patience, BooleanSupplier condition) throws Deviation, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (!take(until)) {
                throw new Deviation("no " + what + " within " + patience.toMillis() + " ms");
            }
            stays();
        }
    }

    Heard.Frame expects(String what, Duration patience, Predicate<JsonObject> wanted)
            throws Deviation, InterruptedException {
        awaits(what, patience, () -> waiting.stream().anyMatch(frame -> wanted.test(frame.frame())));
        for (Iterator<Heard.Frame> frames = waiting.iterator(); frames.hasNext(); ) {
            Heard.Frame frame = frames.next();
            if (wanted.test(frame.frame())) {
                frames.remove();
                return frame;
            }
        }
        throw new IllegalStateException("it was there");
    }

    /** What a script has for a frame. */
    @FunctionalInterface
    interface Answering {
        void answer(JsonObject frame) throws Deviation;
    }

    /** For so long, hands on what the script would have to answer. */
    void answers(Duration time, Answering answering) throws Deviation, InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        boolean more = true;
        while (more) {
            more = take(until);
            stays();
            while (!waiting.isEmpty()) {
                answering.answer(waiting.removeFirst().frame());
            }
        }
    }

    void isQuiet(Duration time) throws Deviation, InterruptedException {
        answers(time, frame -> {
            if (!answers.cross(frame)) {
                throw new Deviation("nothing more was due, and it says " + frame);
            }
        });
    }

    void leaves(Duration patience) throws Deviation, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!ended) {
            if (!take(until)) {
                throw new Deviation("it has not left within " + patience.toMillis() + " ms");
            }
        }
    }

    private void stays() throws Deviation {
        if (ended) {
            throw new Deviation("it ended the connection, and nothing asked it to");
        }
    }

    /** False when nothing came by then. */
    private boolean take(long until) throws Deviation, InterruptedException {
        Heard heard = peer.next(Duration.ofNanos(until - System.nanoTime()));
        switch (heard) {
            case null -> {
                return false;
            }
            case Heard.Fault fault -> throw new Deviation("a frame that a server refuses: " + fault.why());
            case Heard.End end -> ended = true;
            case Heard.Pong pong -> lastHeard = pong.at();
            case Heard.Frame frame -> take(frame);
        }
        return true;
    }

    private void take(Heard.Frame frame) throws Deviation {
        lastHeard = frame.at();
        if ("ack".equals(frame.frame().getString("type"))) {
            acks.heard(frame.frame());
            return;
        }
        if ("unsubscribe".equals(frame.frame().getString("type"))) {
            left.add(frame.frame().getString("room"));
        }
        if (!courtesy.answers(frame.frame())) {
            waiting.add(frame);
        }
    }
}
