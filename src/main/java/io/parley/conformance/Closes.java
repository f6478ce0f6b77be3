package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import io.parley.protocol.CloseReason;
import io.parley.protocol.CloseReason.Reconnect;
import java.util.ArrayList;
import java.util.List;

/** Each close code of the contract, and one that is not in it. */
final class Closes {
    private static final int UNLISTED = 4_999;

    private Closes() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        for (CloseReason reason : CloseReason.values()) {
            all.add(closed(reason.code(), reason.text(), reason.reconnect()));
        }
        all.add(closed(UNLISTED, "a code that is not listed", Reconnect.LATER));
        return all;
    }

    private static Scenario closed(int code, String text, Reconnect reconnect) {
        String name = "close-" + code;
        Scenario.Building scenario = Scenario.named(name, code + ", " + text + ": " + inWords(reconnect) + ".");
        if (reconnect == Reconnect.NEVER) {
            return scenario.holds(said(1)).endsUp("fatal").plays(stage -> {
                close(stage, code);
                stage.nobodyComes();
            });
        }
        return scenario.holds(said(1, 1, 2)).plays(stage -> {
            close(stage, code);
            Visit second = switch (reconnect) {
                case NOW -> stage.returns(Within.NOW);
                case WITH_NEW_TOKEN -> stage.comes().bears(name, 2);
                default -> stage.returns(Within.LATER);
            };
            second.from(1, 1).welcomes(subscribed(LOBBY, 1, 1)).says(said(2)).acked(2);
        });
    }

    private static void close(Stage stage, int code) throws Deviation, InterruptedException {
        Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
        first.says(said(1)).acked(1);
        first.closes(code);
    }

    private static String inWords(Reconnect reconnect) {
        return switch (reconnect) {
            case NOW -> "the client comes back at once";
            case LATER -> "the client comes back after full jitter";
            case NEVER -> "the client stays away";
            case WITH_NEW_TOKEN -> "the client comes back with its next token";
        };
    }
}
