package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.goodbye;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import java.time.Duration;
import java.util.List;

/** Goodbyes: the connection works fully until it closes, and the client comes back as it was told. */
final class Farewells {
    private static final int LEAVING = 1001;
    private static final long CLOSE_IN_MS = 2_000;
    private static final long RETRY_AFTER_MS = 1_500;

    private Farewells() {}

    static List<Scenario> all() {
        return List.of(now(), later(), never(), withNewToken(), sendMeanwhile());
    }

    private static Scenario now() {
        return Scenario.named(
                        "goodbye-now", "goodbye, now: the client moves by itself within closeInMs, and misses nothing.")
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    first.says(said(1))
                            .acked(1)
                            .says(goodbye("now", CLOSE_IN_MS))
                            .says(said(2));
                    first.leaves(Duration.ofMillis(CLOSE_IN_MS).plus(Within.SLACK));
                    Visit second = stage.comes();
                    long after = second.fromBetween(1, 1, 2);
                    second.welcomes(subscribed(LOBBY, 1, 3))
                            .says(said(1, after + 1, 3))
                            .acked(3);
                });
    }

    private static Scenario later() {
        return Scenario.named(
                        "goodbye-later",
                        "goodbye, later, with retryAfterMs: the client comes back, and not before that.")
                .holds(said(1, 1, 2))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    first.says(said(1)).acked(1);
                    first.says(goodbye("later", 500).put("retryAfterMs", RETRY_AFTER_MS));
                    first.closes(LEAVING);
                    Visit second =
                            stage.returns(new Within(Duration.ofMillis(RETRY_AFTER_MS - 100), Duration.ofSeconds(20)));
                    second.from(1, 1)
                            .welcomes(subscribed(LOBBY, 1, 1))
                            .says(said(2))
                            .acked(2);
                });
    }

    private static Scenario never() {
        return Scenario.named("goodbye-never", "goodbye, never: the client stays away, whatever the close code says.")
                .holds(said(1))
                .endsUp("fatal")
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    visit.says(said(1)).acked(1).says(goodbye("never", 100));
                    visit.closes(LEAVING);
                    stage.nobodyComes();
                });
    }

    private static Scenario withNewToken() {
        return Scenario.named("goodbye-new-token", "goodbye, withNewToken: the client comes back with its next token.")
                .holds(said(1, 1, 2))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    first.says(said(1)).acked(1).says(goodbye("withNewToken", 100));
                    first.closes(LEAVING);
                    Visit second = stage.comes().bears("goodbye-new-token", 2).from(1, 1);
                    second.welcomes(subscribed(LOBBY, 1, 1)).says(said(2)).acked(2);
                });
    }

    private static Scenario sendMeanwhile() {
        return Scenario.named(
                        "goodbye-send",
                        "A send between goodbye and Close is answered, or sent again under its cid where the client"
                                + " has moved.")
                .sends(1, "one")
                .sent(2)
                .holds(said(1))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    first.says(goodbye("later", CLOSE_IN_MS), said(1));
                    Write write = first.sends("one");
                    first.says(write.sent(2));
                    first.closes(LEAVING);
                    Visit second = stage.returns(Within.LATER).welcomes(subscribed(LOBBY, 1, 2));
                    second.answersRepeats(write, 2, Duration.ofSeconds(2));
                });
    }
}
