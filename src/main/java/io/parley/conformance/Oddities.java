package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.entry;
import static io.parley.conformance.Frames.frame;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** What later versions may add, what nobody sees, and the heartbeat. */
final class Oddities {
    private static final JsonObject NOVELTY =
            new JsonObject().put("shape", "round").put("sides", 0);

    private Oddities() {}

    static List<Scenario> all() {
        return List.of(unknownFrames(), unknownKinds(), ephemeral(), redacted(), pings());
    }

    private static Scenario unknownFrames() {
        return Scenario.named(
                        "unknown-frames",
                        "Frames of a type and with fields that the client does not know: it ignores them, and goes on.")
                .sends(1, "one")
                .sent(3)
                .holds(said(1, 1, 2))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0);
                    JsonObject standing = subscribed(LOBBY, 1, 0).put("novelty", NOVELTY);
                    visit.welcomesWith(Frames.welcome(Frames.list(standing)).put("novelty", NOVELTY));
                    visit.says(
                            frame("novelty").put("room", LOBBY),
                            frame("x.novelty").put("id", "never-asked"));
                    visit.says(
                            said(1).put("novelty", NOVELTY),
                            Frames.of("novelty", "no-such-room").put("seq", 9));
                    Write write = visit.sends("one");
                    visit.says(write.sent(3).put("novelty", NOVELTY));
                    visit.says(said(2)).acked(2).isQuiet(Duration.ofSeconds(1));
                });
    }

    private static Scenario unknownKinds() {
        return Scenario.named(
                        "unknown-kinds",
                        "Entries of a kind that the client does not know, or about what it does not have: their seq"
                                + " counts, and they are acked.")
                .holds(said(1), said(4))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    JsonObject novelty = by(entry(LOBBY, 1, 2, "novelty")).put("novelty", NOVELTY);
                    JsonObject lost = by(entry(LOBBY, 1, 3, "delete")).put("target", 900);
                    visit.says(said(1), novelty, lost, said(4)).acked(4).ends();
                    stage.returns(Within.LATER).from(1, 4).welcomes(subscribed(LOBBY, 1, 4));
                });
    }

    private static Scenario ephemeral() {
        return Scenario.named(
                        "ephemeral",
                        "Typing, presence and receipts, of people and rooms known and not: nothing follows.")
                .holds(said(1))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    visit.says(
                            Frames.of("typing", LOBBY).put("user", Frames.BOB).put("on", true));
                    visit.says(frame("presence").put("user", "carol").put("status", "astral"));
                    visit.says(Frames.of("receipt", "elsewhere")
                            .put("user", Frames.BOB)
                            .put("read", 3));
                    visit.says(said(1)).acked(1).isQuiet(Duration.ofSeconds(1));
                });
    }

    private static Scenario redacted() {
        JsonObject gone = said(2);
        gone.remove("body");
        gone.put("redacted", true);
        return Scenario.named("redacted", "A message whose body is gone is an entry like any other, without a text.")
                .holds(said(1), gone, said(3))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    visit.says(said(1), gone, said(3)).acked(3);
                });
    }

    private static Scenario pings() {
        return Scenario.named(
                        "pings", "The server pings, as the client asked for it in hello, and is answered in time.")
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    for (int seq = 1; seq <= 3; seq++) {
                        visit.pings(Duration.ofSeconds(1).plus(Within.SLACK))
                                .says(said(seq))
                                .acked(seq);
                    }
                });
    }

    private static JsonObject by(JsonObject entry) {
        return entry.put("from", Frames.BOB).put("cid", "bob-" + entry.getLong("seq"));
    }
}
