package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.caughtUp;
import static io.parley.conformance.Frames.reset;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import java.util.List;

/** Histories that were trimmed, replaced or forked. */
final class Resets {
    private Resets() {}

    static List<Scenario> all() {
        return List.of(
                trimmed(),
                trimmedLive(),
                replaced(),
                unknownEpoch(),
                beyondTheHead(),
                newEpochGoesOn(),
                unprovenEpoch());
    }

    private static Scenario trimmed() {
        return Scenario.named(
                        "reset-trimmed",
                        "What comes next was trimmed: the stream goes on at the oldest entry there is.")
                .holdsIn(LOBBY, 3, said(1, 10, 12))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 2));
                    first.says(said(1, 1, 2)).says(caughtUp(2)).acked(2);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 2);
                    second.welcomes(subscribed(LOBBY, 1, 11).put("oldest", 10));
                    second.says(reset(1, 10, 11, 10).put("reason", "trimmed"));
                    second.says(said(1, 10, 11))
                            .says(caughtUp(11))
                            .says(said(12))
                            .acked(12);
                });
    }

    private static Scenario trimmedLive() {
        return Scenario.named(
                        "reset-live", "What comes next is trimmed while the client reads: it goes on at the oldest.")
                .holdsIn(LOBBY, 3, said(1, 20, 21))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 21));
                    visit.says(said(1, 1, 2)).says(reset(1, 20, 21, 20).put("reason", "trimmed"));
                    visit.says(said(1, 20, 21)).says(caughtUp(21)).acked(21);
                    visit.resets();
                    stage.returns(Within.LATER)
                            .from(1, 21)
                            .welcomes(subscribed(LOBBY, 1, 21))
                            .says(caughtUp(21));
                });
    }

    private static Scenario replaced() {
        return Scenario.named(
                        "reset-replaced",
                        "History was replaced from the third entry on: the client drops what it holds from there, and"
                                + " shows what is there now.")
                .holds(said(1, 1), said(1, 2), said(2, 3), said(2, 4))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 4));
                    first.says(said(1, 1, 4)).says(caughtUp(4)).acked(4);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 4).welcomes(subscribed(LOBBY, 2, 4));
                    second.says(reset(2, 1, 4, 3).put("reason", "replaced"));
                    second.says(said(2, 3, 4)).says(caughtUp(4)).acked(4);
                    second.ends();
                    stage.returns(Within.LATER)
                            .from(2, 4)
                            .welcomes(subscribed(LOBBY, 2, 4))
                            .says(caughtUp(4));
                });
    }

    private static Scenario unknownEpoch() {
        return Scenario.named(
                        "reset-unknown-epoch",
                        "The server does not know the client's epoch: the stream goes on behind the head of another"
                                + " history.")
                .holdsIn(LOBBY, 3, said(9, 3), said(9, 4))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 6));
                    first.says(said(1, 1, 6)).says(caughtUp(6)).acked(6);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 6).welcomes(subscribed(LOBBY, 9, 2));
                    second.says(reset(9, 1, 2, 3).put("reason", "replaced")).says(caughtUp(2));
                    second.says(said(9, 3), said(9, 4)).acked(4);
                });
    }

    private static Scenario beyondTheHead() {
        return Scenario.named(
                        "reset-beyond-the-head",
                        "The client has come further than the room has: what it holds beyond the head is dropped.")
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 5));
                    first.says(said(1, 1, 5)).says(caughtUp(5)).acked(5);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 5).welcomes(subscribed(LOBBY, 1, 2));
                    second.says(reset(1, 1, 2, 3).put("reason", "replaced")).says(caughtUp(2));
                    second.says(said(3)).acked(3);
                });
    }

    private static Scenario newEpochGoesOn() {
        return Scenario.named(
                        "epoch-goes-on",
                        "A new epoch began behind what the client has: the stream goes on without reset, and the"
                                + " client's cursor is of the new epoch.")
                .holds(said(1, 1), said(1, 2), said(2, 3), said(2, 4))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 2));
                    first.says(said(1, 1, 2)).says(caughtUp(2)).acked(2);
                    first.ends();
                    Visit second = stage.returns(Within.LATER).from(1, 2).welcomes(subscribed(LOBBY, 2, 3));
                    second.says(said(2, 3)).says(caughtUp(3)).acked(3);
                    second.ends();
                    Visit third = stage.returns(Within.LATER).from(2, 3).welcomes(subscribed(LOBBY, 2, 4));
                    third.says(said(2, 4)).says(caughtUp(4)).acked(4);
                });
    }

    private static Scenario unprovenEpoch() {
        return Scenario.named(
                        "epoch-unproven",
                        "A new epoch is announced and the connection ends before anything of it came: the client's"
                                + " cursor is still of the old one, or it could not be told what it lost.")
                .holdsIn(LOBBY, 2, said(2, 2), said(2, 3))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 3));
                    first.says(said(1, 1, 3)).says(caughtUp(3)).acked(3);
                    first.ends();
                    stage.returns(Within.LATER)
                            .from(1, 3)
                            .welcomes(subscribed(LOBBY, 2, 3))
                            .ends();
                    Visit third = stage.returns(Within.LATER).from(1, 3).welcomes(subscribed(LOBBY, 2, 3));
                    third.says(reset(2, 1, 3, 2).put("reason", "replaced"));
                    third.says(said(2, 2), said(2, 3)).says(caughtUp(3)).acked(3);
                });
    }
}
