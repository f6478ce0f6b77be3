package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Writes whose answers come, come late, or never come. */
final class Sends {
    private static final JsonObject OWN = said(1).put("body", new JsonObject().put("text", "one"));

    private Sends() {}

    static List<Scenario> all() {
        return List.of(
                answered(),
                ownEntryFirst(),
                ownEntryOnly(),
                inOrder(),
                cutInSend(),
                unanswered(),
                lateAnswer(),
                offline(),
                changes());
    }

    private static Scenario answered() {
        return Scenario.named("send", "A send is answered by sent, and then comes as an entry; it is one message.")
                .sends(0, "one")
                .holds(OWN)
                .sent(1)
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = visit.sends("one");
                    visit.says(write.sent(1)).says(write.entry(1)).acked(1).isQuiet(Duration.ofSeconds(2));
                });
    }

    private static Scenario ownEntryFirst() {
        return Scenario.named("own-entry-first", "One's own entry comes before sent; it is one message.")
                .sends(0, "one")
                .holds(OWN)
                .sent(1)
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = visit.sends("one");
                    visit.says(write.entry(1)).acked(1).says(write.sent(1)).isQuiet(Duration.ofSeconds(2));
                });
    }

    private static Scenario ownEntryOnly() {
        return Scenario.named(
                        "own-entry-only",
                        "One's own entry comes, and the connection ends before sent does. The client may send again,"
                                + " under the same cid, and is told of the first seq.")
                .sends(0, "one")
                .holds(OWN, said(2))
                .sent(1)
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = first.sends("one");
                    first.says(write.entry(1)).acked(1);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 1).welcomes(subscribed(LOBBY, 1, 1));
                    second.answersRepeats(write, 1, Duration.ofSeconds(2));
                    second.says(said(2)).acked(2);
                });
    }

    private static Scenario inOrder() {
        return Scenario.named(
                        "sends-in-order",
                        "What is sent one after the other comes in that order, each under a cid of its own.")
                .sends(0, "one")
                .sends(0, "two")
                .sends(0, "three")
                .sent(1)
                .sent(2)
                .sent(3)
                .holds()
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    long seq = 0;
                    for (String text : List.of("one", "two", "three")) {
                        Write write = visit.writes("send");
                        String said = write.frame().getJsonObject("body").getString("text");
                        if (!said.equals(text)) {
                            throw new Deviation("it sends \"" + said + "\" where \"" + text + "\" is the next");
                        }
                        visit.says(write.sent(++seq));
                    }
                });
    }

    private static Scenario cutInSend() {
        return Scenario.named(
                        "cut-in-send",
                        "The connection is reset before a send is answered; it comes again under its cid.")
                .sends(0, "one")
                .sent(1)
                .holds(OWN)
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = first.sends("one");
                    first.resets();
                    Visit second = stage.returns(Within.LATER).from(1, 0).welcomes(subscribed(LOBBY, 1, 1));
                    second.says(write.entry(1));
                    second.answersRepeats(write, 1, Duration.ofSeconds(3)).acked(1);
                });
    }

    private static Scenario unanswered() {
        return Scenario.named(
                        "send-unanswered",
                        "A send is never answered on a connection that lives: it comes again after 1, 2 and 4 s under"
                                + " its cid, and then it has failed, which its writer is told.")
                .sends(0, "one")
                .failed("")
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = visit.sends("one");
                    // After the welcome, which is the last thing said.
                    for (int seconds : new int[] {1, 1 + 2, 1 + 2 + 4}) {
                        write = visit.retries(write, Within.about(Duration.ofSeconds(seconds)));
                    }
                    visit.isQuiet(Duration.ofSeconds(6));
                });
    }

    private static Scenario lateAnswer() {
        return Scenario.named(
                        "send-repeated", "Only the second attempt is answered, as a duplicate; it is one message.")
                .sends(0, "one")
                .holds(OWN)
                .sent(1)
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write again = visit.retries(visit.sends("one"), Within.about(Duration.ofSeconds(1)));
                    visit.says(again.sent(1).put("duplicate", true))
                            .says(again.entry(1))
                            .acked(1);
                    visit.isQuiet(Duration.ofSeconds(3));
                });
    }

    private static Scenario offline() {
        return Scenario.named(
                        "offline-does-not-count",
                        "Four connections end before a send is answered: being offline is no failed attempt, and it is"
                                + " sent on the fifth.")
                .sends(0, "one")
                .sent(1)
                .holds()
                .plays(stage -> {
                    Visit visit = stage.comes();
                    Write write = visit.welcomes(subscribed(LOBBY, 1, 0)).sends("one");
                    for (int code : new int[] {1001, 1011, 1011, 1011}) {
                        visit.closes(code);
                        visit = stage.returns(Within.LATER).welcomes(subscribed(LOBBY, 1, 0));
                        write = visit.retries(write, Within.atMost(Duration.ofSeconds(30)));
                    }
                    visit.says(write.sent(1));
                });
    }

    private static Scenario changes() {
        JsonObject body = new JsonObject().put("text", "better");
        return Scenario.named(
                        "edit-react-delete",
                        "What is not sent but changed is as safe: an edit, a reaction and a deletion come again under"
                                + " their cids.")
                .does(1, new JsonObject().put("type", "edit").put("seq", 1).put("body", body))
                .does(
                        2,
                        new JsonObject()
                                .put("type", "react")
                                .put("seq", 2)
                                .put("emoji", "👍")
                                .put("on", true))
                .does(3, new JsonObject().put("type", "delete").put("seq", 1))
                .sent(4)
                .sent(5)
                .sent(6)
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    long seq = 0;
                    for (String type : List.of("edit", "react", "delete")) {
                        visit.says(said(++seq));
                        Write write = visit.writes(type);
                        visit.says(write.refused("busy", true));
                        Write again = visit.retries(write, Within.about(Duration.ofSeconds(1)));
                        visit.says(again.sent(seq + 3));
                    }
                    visit.acked(3);
                });
    }
}
