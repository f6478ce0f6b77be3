package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.caughtUp;
import static io.parley.conformance.Frames.rewound;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import java.time.Duration;
import java.util.List;

/** Entries that come twice, not at all, or all at once. */
final class Streams {
    private static final int FLOOD = 2_000;

    private Streams() {}

    static List<Scenario> all() {
        return List.of(rewinds(), onlyTheNext(), twice(), hole(), holeAtTheEnd(), strayEpoch(), flood(), one());
    }

    private static Scenario rewinds() {
        return Scenario.named("rewound", "After rewound, entries come again from acked + 1: each is shown once.")
                .holds(said(1, 1, 6))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 5));
                    visit.says(said(1, 1, 5))
                            .says(rewound(2))
                            .says(said(1, 3, 5))
                            .says(caughtUp(5));
                    visit.says(said(6)).acked(6);
                });
    }

    private static Scenario onlyTheNext() {
        return Scenario.named(
                        "rewound-alone",
                        "The server missed the acks: it rewinds, sends the next entry alone, and goes on when that is"
                                + " acked. A repeat is acked as well.")
                .holds(said(1, 1, 4))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 3));
                    visit.says(said(1, 1, 3)).says(caughtUp(3)).acked(3);
                    visit.says(rewound(0)).says(said(1)).acksAgain();
                    visit.says(said(1, 2, 4)).acked(4);
                });
    }

    private static Scenario twice() {
        return Scenario.named("repeats", "Entries come twice without a word: each is shown once, and nothing is asked.")
                .holds(said(1, 1, 4))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    visit.says(said(1), said(2), said(2), said(1), said(3), said(2), said(4));
                    visit.acked(4).isQuiet(Duration.ofSeconds(1));
                });
    }

    private static Scenario hole() {
        return Scenario.named(
                        "hole",
                        "A seq is missing: the client subscribes anew from its cursor, and shows nothing from beyond"
                                + " the hole before what is in it.")
                .holds(said(1, 1, 6))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    visit.says(said(1), said(2), said(4), said(5));
                    visit.subscribes(1, 2, 5)
                            .says(said(1, 3, 5))
                            .says(caughtUp(5))
                            .says(said(6))
                            .acked(6);
                });
    }

    private static Scenario holeAtTheEnd() {
        return Scenario.named(
                        "hole-at-the-end",
                        "caughtUp says more than was shown: the client subscribes anew from its cursor.")
                .holds(said(1, 1, 4))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 4));
                    visit.says(said(1, 1, 2)).says(caughtUp(4));
                    visit.subscribes(1, 2, 4)
                            .says(said(1, 3, 4))
                            .says(caughtUp(4))
                            .acked(4);
                });
    }

    private static Scenario strayEpoch() {
        return Scenario.named(
                        "stray-epoch",
                        "An entry bears an epoch that was not announced: it is of another history, and the client"
                                + " subscribes anew.")
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    visit.says(said(1), said(2)).acked(2).says(said(2, 3));
                    visit.subscribes(1, 2, 3).says(said(3)).says(caughtUp(3)).acked(3);
                });
    }

    private static Scenario flood() {
        return Scenario.named(
                        "flood",
                        "2,000 entries as fast as the window of 256 allows: acks are cumulative, come at the latest"
                                + " every 64 entries, and never beyond what was shown.")
                .holds(said(1, 1, FLOOD))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, FLOOD));
                    for (int seq = 1; seq <= FLOOD; seq++) {
                        visit.says(said(seq));
                        if (seq % Frames.WINDOW == 0) {
                            visit.acked(seq - Frames.WINDOW + Acks.EVERY);
                        }
                        if (seq > Frames.WINDOW) {
                            visit.acked(seq - Frames.WINDOW);
                        }
                    }
                    visit.says(caughtUp(FLOOD)).acked(FLOOD).acks().frequent();
                });
    }

    private static Scenario one() {
        return Scenario.named("ack-in-time", "A single entry in a quiet room is acked within 200 ms.")
                .holds(said(1, 1, 5))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    long best = Long.MAX_VALUE;
                    for (int seq = 1; seq <= 5; seq++) {
                        long began = System.nanoTime();
                        visit.says(said(seq)).acked(seq);
                        best = Math.min(best, System.nanoTime() - began);
                    }
                    // The best of five, so that a busy machine is not taken for a slow client.
                    new Within(Duration.ZERO, Duration.ofMillis(400)).judge("an entry is acked", best);
                });
    }
}
