package io.parley.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * One connection of the client under test, from its hello on, as a script sees it: the script says, waits and judges, all on
 * its own thread.
 */
final class Visit {
    /** For what a client does at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(1).plus(Within.SLACK);
    /** So soon after an answer, an attempt was under way before. */
    private static final Duration CROSSING = Duration.ofMillis(200);

    private final Peer peer;
    private final Hello hello;
    private final Talk talk;
    private volatile boolean silent;
    /** When the script last said something, or ended the connection. */
    private long turned = System.nanoTime();

    Visit(Peer peer, Hello hello) {
        this.peer = peer;
        this.hello = hello;
        this.talk = new Talk(peer);
    }

    Hello hello() {
        return hello;
    }

    long turned() {
        return turned;
    }

    Acks acks() {
        return talk.acks();
    }

    /** The client comes with its n-th token. */
    Visit bears(String scenario, int nth) throws Deviation {
        if (!hello.token().equals(Scenario.token(scenario, nth))) {
            throw new Deviation("it comes with the token " + hello.token() + ", where its next is due");
        }
        return this;
    }

    /** The client asks for the lobby from there on. */
    Visit from(long epoch, long seq) throws Deviation {
        return from(Frames.LOBBY, epoch, seq);
    }

    Visit from(String room, long epoch, long seq) throws Deviation {
        talk.acks().from(room, hello.after(room, epoch, seq, seq));
        return this;
    }

    /** Where the client asks for the lobby, which is somewhere between these. */
    long fromBetween(long epoch, long least, long most) throws Deviation {
        long after = hello.after(Frames.LOBBY, epoch, least, most);
        talk.acks().from(Frames.LOBBY, after);
        return after;
    }

    /** The reply to the hello; in rooms that are not named, there is nothing. */
    Visit welcomes(JsonObject... rooms) throws Deviation {
        return welcomesWith(Frames.welcome(JsonArray.of((Object[]) rooms)));
    }

    Visit welcomesWith(JsonObject welcome) throws Deviation {
        if (!hello.acks()) {
            throw new Deviation("a hello without acks: true; the kit judges what is acked");
        }
        JsonArray rooms = welcome.getJsonArray("subscribed");
        for (JsonObject asked : hello.rooms()) {
            String room = asked.getString("room");
            if (rooms.stream().noneMatch(said -> room.equals(((JsonObject) said).getString("room")))) {
                rooms.add(Frames.subscribed(room, 1, 0));
            }
        }
        String id = hello.frame().getString("id");
        return says(id == null ? welcome : welcome.put("id", id));
    }

    Visit says(JsonObject... frames) {
        for (JsonObject frame : frames) {
            if ("entry".equals(frame.getString("type"))) {
                talk.acks().entrySaid(frame.getString("room"), frame.getLong("seq"));
            }
            talk.answers().said(frame);
            peer.say(frame);
        }
        turned = System.nanoTime();
        return this;
    }

    /** Waits until the lobby is acked up to there. */
    Visit acked(long seq) throws Deviation, InterruptedException {
        return acked(Frames.LOBBY, seq);
    }

    Visit acked(String room, long seq) throws Deviation, InterruptedException {
        talk.awaits("ack of " + seq + " in " + room, PATIENCE, () -> talk.acks().acked(room) >= seq);
        return this;
    }

    /** Of a room that it did not ask for, the client acks what it is shown, or unsubscribes. */
    Visit acksOrLeaves(String room, long seq) throws Deviation, InterruptedException {
        String what = "ack of " + seq + " in " + room + " and no unsubscribe";
        talk.awaits(what, PATIENCE, () -> talk.acks().acked(room) >= seq || talk.hasLeft(room));
        return this;
    }

    /** Waits for one ack more than there were, whatever it says. */
    Visit acksAgain() throws Deviation, InterruptedException {
        int before = talk.acks().count();
        talk.awaits("ack", PATIENCE, () -> talk.acks().count() > before);
        return this;
    }

    /** The client's next frame of that type. */
    JsonObject expects(String type) throws Deviation, InterruptedException {
        return talk.expects(type, PATIENCE, frame -> frame.getString("type").equals(type))
                .frame();
    }

    /** The client asks for the lobby anew, from there on, and is answered. */
    Visit subscribes(long epoch, long after, long head) throws Deviation, InterruptedException {
        JsonObject asked = expects("subscribe");
        if (!Frames.LOBBY.equals(asked.getString("room"))
                || asked.getLong("after", -1L) != after
                || asked.getLong("epoch", 0L) != epoch) {
            throw new Deviation("it has come to " + after + " in epoch " + epoch + ", and asks: " + asked);
        }
        JsonObject answer = Frames.subscribed(Frames.LOBBY, epoch, head);
        return says(asked.containsKey("id") ? answer.put("id", asked.getString("id")) : answer);
    }

    /** The client's next attempt at a write of that type. */
    Write writes(String type) throws Deviation, InterruptedException {
        return write(type, PATIENCE, frame -> frame.getString("type").equals(type));
    }

    /** The client sends that text. */
    Write sends(String text) throws Deviation, InterruptedException {
        return write(
                "send of \"" + text + "\"",
                PATIENCE,
                frame -> frame.getString("type").equals("send")
                        && frame.getJsonObject("body").getString("text").equals(text));
    }

    /** The same write once more, so long after what the script last said. */
    Write retries(Write last, Within within) throws Deviation, InterruptedException {
        Write again = attempt(last, within);
        if (again.at() - turned < CROSSING.toNanos() && talk.answers().cross(again.frame())) {
            again = attempt(last, within);
        }
        if (!again.cid().equals(last.cid())) {
            throw new Deviation("it tries again under another cid: " + again.cid() + " for " + last.cid());
        }
        if (!again.same(last)) {
            throw new Deviation("it tries again with other content: " + again.frame() + " for " + last.frame());
        }
        within.judge("it tries again", again.at() - turned);
        return again;
    }

    private Write attempt(Write last, Within within) throws Deviation, InterruptedException {
        Duration most = within.most().plus(PATIENCE);
        return write(
                "second attempt at " + last.type(), most, frame -> last.type().equals(frame.getString("type")));
    }

    /** For so long, whatever is sent must be that write again, and is answered as a duplicate. */
    Visit answersRepeats(Write first, long seq, Duration time) throws Deviation, InterruptedException {
        talk.answers(time, frame -> {
            Write again = new Write(frame, 0);
            if (!again.same(first)) {
                throw new Deviation("no more than " + first.frame() + " was due, and it says " + frame);
            }
            says(again.sent(seq).put("duplicate", true));
        });
        return this;
    }

    private Write write(String what, Duration patience, Predicate<JsonObject> wanted)
            throws Deviation, InterruptedException {
        Heard.Frame frame = talk.expects(what, patience, wanted);
        return new Write(frame.frame(), frame.at());
    }

    /** In that time the client asks for nothing that a script would have to answer. */
    Visit isQuiet(Duration time) throws Deviation, InterruptedException {
        talk.isQuiet(time);
        return this;
    }

    /** A ping of the kind that the client asked for; anything answers it. */
    Visit pings(Duration timeout) throws Deviation, InterruptedException {
        long asked = System.nanoTime();
        if (hello.pings()) {
            peer.say(Frames.frame("ping"));
        } else {
            peer.ping();
        }
        talk.awaits("answer to a ping", timeout, () -> talk.lastHeard() > asked);
        return this;
    }

    /** Ends with a RST: what was under way is lost. */
    void resets() {
        turned = System.nanoTime();
        peer.cut(true);
    }

    /** Ends with a FIN, and no Close frame. */
    void ends() {
        turned = System.nanoTime();
        peer.cut(false);
    }

    void closes(int code) {
        turned = System.nanoTime();
        peer.close(code, "played by the conformance kit");
    }

    /** Says and takes nothing any more, and leaves the connection open. */
    void fallsSilent() {
        silent = true;
        peer.fallSilent();
    }

    /** What is silent would not even hear that the client has gone. Any thread. */
    void isOver() {
        if (silent) {
            peer.cut(true);
        }
    }

    /** The client ends the connection by itself. */
    void leaves(Duration most) throws Deviation, InterruptedException {
        talk.leaves(most);
        turned = System.nanoTime();
    }
}
