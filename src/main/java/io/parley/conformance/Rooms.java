package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.in;
import static io.parley.conformance.Frames.problem;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Several rooms on one connection, and rooms that end. */
final class Rooms {
    private static final String GARDEN = "garden";
    private static final String ATTIC = "attic";
    private static final String INBOX = "@" + Frames.ME;
    private static final String ALL = "@all";

    private Rooms() {}

    static List<Scenario> all() {
        return List.of(several(), unasked(), unsubscribed(), refused(), busy());
    }

    private static Scenario several() {
        return Scenario.named(
                        "several-rooms",
                        "Three rooms interleaved, and a cut: one hello resumes all of them, each from its own cursor.")
                .alsoIn(GARDEN)
                .alsoIn(ATTIC)
                .holds(said(1, 1, 3))
                .holdsIn(GARDEN, 1, in(GARDEN, 5, 1), in(GARDEN, 5, 2))
                .holdsIn(ATTIC, 1, in(ATTIC, 2, 1))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).from(GARDEN, 5, 0).from(ATTIC, 2, 0);
                    first.welcomes(subscribed(LOBBY, 1, 0), subscribed(GARDEN, 5, 0), subscribed(ATTIC, 2, 0));
                    first.says(said(1), in(GARDEN, 5, 1), said(2)).acked(2).acked(GARDEN, 1);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 2).from(GARDEN, 5, 1);
                    second.from(ATTIC, 2, 0);
                    second.welcomes(subscribed(LOBBY, 1, 2), subscribed(GARDEN, 5, 1), subscribed(ATTIC, 2, 0));
                    second.says(in(ATTIC, 2, 1), in(GARDEN, 5, 2), said(3));
                    second.acked(3).acked(GARDEN, 2).acked(ATTIC, 1);
                });
    }

    private static Scenario unasked() {
        return Scenario.named(
                        "unasked-rooms",
                        "welcome subscribes to the inbox and the announcements, asked for or not: the client acks what"
                                + " comes there, or unsubscribes.")
                .holds(said(1, 1, 2))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0);
                    visit.welcomes(subscribed(LOBBY, 1, 0), subscribed(INBOX, 1, 0), subscribed(ALL, 1, 0));
                    visit.says(said(1), notice(1), announcement(1), said(2)).acked(2);
                    visit.acksOrLeaves(INBOX, 1).acksOrLeaves(ALL, 1);
                });
    }

    private static JsonObject notice(long seq) {
        return Frames.entry(INBOX, 1, seq, "notice")
                .put("from", Frames.BOB)
                .put("cid", "n-" + seq)
                .put("notice", "added")
                .put("about", new JsonObject().put("room", GARDEN).put("seq", 1));
    }

    private static JsonObject announcement(long seq) {
        return Frames.entry(ALL, 1, seq, "announcement")
                .put("from", Frames.BOB)
                .put("cid", "a-" + seq)
                .put("body", new JsonObject().put("text", "to all"));
    }

    private static Scenario unsubscribed() {
        return Scenario.named(
                        "unsubscribed",
                        "The client is taken out of a room: nothing of it follows, it is not asked for again, and the"
                                + " others go on.")
                .alsoIn(GARDEN)
                .holds(said(1, 1, 3))
                .holdsIn(GARDEN, 1, in(GARDEN, 1, 1))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).from(GARDEN, 1, 0);
                    first.welcomes(subscribed(LOBBY, 1, 0), subscribed(GARDEN, 1, 0));
                    first.says(said(1), in(GARDEN, 1, 1)).acked(1).acked(GARDEN, 1);
                    first.says(Frames.of("unsubscribed", GARDEN)
                            .put("reason", "removed")
                            .put("seq", 2));
                    first.says(said(2)).acked(2).isQuiet(Duration.ofSeconds(1));
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 2);
                    notAsked(second, GARDEN);
                    second.welcomes(subscribed(LOBBY, 1, 2)).says(said(3)).acked(3);
                });
    }

    private static Scenario refused() {
        return Scenario.named(
                        "room-refused",
                        "welcome refuses one of two rooms for good: the other goes on, and that one is not asked for"
                                + " again.")
                .alsoIn(GARDEN)
                .holds(said(1, 1, 2))
                .holdsIn(GARDEN, 1)
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).from(GARDEN, 1, 0);
                    first.welcomes(problem("not_found", false).put("room", GARDEN), subscribed(LOBBY, 1, 0));
                    first.says(said(1)).acked(1).isQuiet(Duration.ofSeconds(1));
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 1);
                    notAsked(second, GARDEN);
                    second.welcomes(subscribed(LOBBY, 1, 1)).says(said(2)).acked(2);
                });
    }

    private static Scenario busy() {
        return Scenario.named(
                        "room-busy",
                        "welcome refuses a room for now, with retryAfterMs: the client subscribes to it again, and not"
                                + " sooner.")
                .alsoIn(GARDEN)
                .holds(said(1))
                .holdsIn(GARDEN, 1, in(GARDEN, 1, 1))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).from(GARDEN, 1, 0);
                    long refused = System.nanoTime();
                    visit.welcomes(
                            problem("unavailable", true).put("room", GARDEN).put("retryAfterMs", 700),
                            subscribed(LOBBY, 1, 0));
                    visit.says(said(1)).acked(1);
                    JsonObject asked = visit.expects("subscribe");
                    Within.about(Duration.ofMillis(700)).judge("it asks again", System.nanoTime() - refused);
                    if (!GARDEN.equals(asked.getString("room"))) {
                        throw new Deviation("it asks again for another room: " + asked);
                    }
                    JsonObject answer = subscribed(GARDEN, 1, 0);
                    visit.says(asked.containsKey("id") ? answer.put("id", asked.getString("id")) : answer);
                    visit.says(in(GARDEN, 1, 1)).acked(GARDEN, 1);
                });
    }

    private static void notAsked(Visit visit, String room) throws Deviation {
        if (visit.hello().asked(room) != null) {
            throw new Deviation("it asks for " + room + " again, which it was told has ended");
        }
    }
}
