package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.caughtUp;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import java.time.Duration;
import java.util.List;

/** Connections that end without a word: the client comes back to where it was. */
final class Cuts {
    private Cuts() {}

    static List<Scenario> all() {
        return List.of(rst(), fin(), silence(), inCatchUp(), beforeWelcome(), neverWelcomed(), backsOff());
    }

    private static Scenario rst() {
        return Scenario.named("cut-rst", "The connection is reset; the client resumes from its cursor.")
                .holds(said(1, 1, 4))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 2));
                    first.says(said(1, 1, 2)).says(caughtUp(2)).acked(2);
                    first.resets();
                    Visit second = stage.returns(Within.LATER).from(1, 2).welcomes(subscribed(LOBBY, 1, 4));
                    second.says(said(1, 3, 4)).says(caughtUp(4)).acked(4);
                });
    }

    private static Scenario fin() {
        return Scenario.named(
                        "cut-fin", "The connection ends without a Close frame; the client resumes from its cursor.")
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    first.says(said(1), said(2)).acked(2);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 2).welcomes(subscribed(LOBBY, 1, 2));
                    second.says(said(3)).acked(3);
                });
    }

    private static Scenario silence() {
        return Scenario.named(
                        "silence",
                        "Nothing comes any more and nothing is closed; after heartbeatMs + timeoutMs the client holds"
                                + " the server dead, and not before.")
                .holds(said(1, 1, 2))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0);
                    first.welcomesWith(Frames.welcome(Frames.list(subscribed(LOBBY, 1, 0)))
                            .put("heartbeatMs", 700)
                            .put("timeoutMs", 800));
                    first.says(said(1)).acked(1);
                    first.fallsSilent();
                    Visit second = stage.returns(new Within(Duration.ofMillis(1_450), Duration.ofSeconds(10)));
                    second.from(1, 1)
                            .welcomes(subscribed(LOBBY, 1, 1))
                            .says(said(2))
                            .acked(2);
                });
    }

    private static Scenario inCatchUp() {
        return Scenario.named(
                        "cut-in-catch-up",
                        "The connection is reset in the midst of a long catch-up; the client goes on behind what it"
                                + " has, and asks for no entry twice that it acked.")
                .holds(said(1, 1, 200))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 200));
                    first.says(said(1, 1, 70)).acked(70).says(said(1, 71, 130));
                    first.resets();
                    Visit second = stage.returns(Within.LATER);
                    long after = second.fromBetween(1, 70, 130);
                    second.welcomes(subscribed(LOBBY, 1, 200));
                    second.says(said(1, after + 1, 200)).says(caughtUp(200)).acked(200);
                });
    }

    private static Scenario beforeWelcome() {
        return Scenario.named(
                        "cut-before-welcome", "The connection ends between hello and welcome; nothing has changed.")
                .holds(said(1))
                .plays(stage -> {
                    stage.comes().from(1, 0).ends();
                    stage.returns(Within.LATER)
                            .from(1, 0)
                            .welcomes(subscribed(LOBBY, 1, 1))
                            .says(said(1))
                            .acked(1);
                });
    }

    private static Scenario neverWelcomed() {
        return Scenario.named("never-welcomed", "hello is never answered; the client gives up in time, and tries anew.")
                .holds(said(1))
                .plays(stage -> {
                    stage.comes().from(1, 0).fallsSilent();
                    Visit second = stage.returns(new Within(Duration.ofSeconds(1), Duration.ofSeconds(30)));
                    second.from(1, 0)
                            .welcomes(subscribed(LOBBY, 1, 1))
                            .says(said(1))
                            .acked(1);
                });
    }

    private static Scenario backsOff() {
        return Scenario.named(
                        "backs-off",
                        "Every attempt fails at once; the client waits longer each time, with jitter, and does not"
                                + " hammer.")
                .holds(said(1))
                .plays(stage -> {
                    long began = System.nanoTime();
                    stage.comes().closes(1011);
                    stage.returns(Within.LATER).closes(1011);
                    stage.returns(Within.LATER).closes(1011);
                    Visit last = stage.returns(Within.LATER);
                    // Three waits of full jitter, up to 1, 2 and 4 s: together longer than this but for once in 2,000.
                    if (System.nanoTime() - began < Duration.ofMillis(300).toNanos()) {
                        throw new Deviation("four connections within 300 ms; it must back off");
                    }
                    last.from(1, 0)
                            .welcomes(subscribed(LOBBY, 1, 1))
                            .says(said(1))
                            .acked(1);
                });
    }
}
