package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.subscribed;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes that the server refuses: for now, or for good. */
final class Refusals {
    private static final List<String> FOR_NOW = List.of("busy", "unavailable", "timeout");
    private static final List<String> FOR_GOOD = List.of(
            "forbidden", "not_member", "not_found", "muted", "banned", "too_large", "bad_request", "cid_reused");
    private static final long RETRY_AFTER_MS = 1_800;

    private Refusals() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        FOR_NOW.forEach(code -> all.add(forNow(code)));
        FOR_GOOD.forEach(code -> all.add(forGood(code)));
        all.add(rateLimited());
        all.add(alwaysBusy());
        return all;
    }

    private static Scenario forNow(String code) {
        return Scenario.named(
                        "send-" + code.replace('_', '-'),
                        "A send is refused as `" + code
                                + "`, which is temporary: it comes again under its cid after 1 s.")
                .sends(0, "one")
                .sent(1)
                .holds()
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = visit.sends("one");
                    visit.says(write.refused(code, true));
                    Write again = visit.retries(write, Within.about(Duration.ofSeconds(1)));
                    visit.says(again.sent(1));
                });
    }

    private static Scenario forGood(String code) {
        return Scenario.named(
                        "send-" + code.replace('_', '-'),
                        "A send is refused as `" + code
                                + "`, which is permanent: its writer is told, it is not tried again, and the next is"
                                + " sent.")
                .sends(0, "one")
                .sends(0, "two")
                .failed(code)
                .sent(1)
                .holds()
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    JsonObject refused = visit.sends("one").refused(code, false);
                    visit.says(code.equals("cid_reused") ? refused.put("seq", 7) : refused);
                    visit.says(visit.sends("two").sent(1)).isQuiet(Duration.ofSeconds(3));
                });
    }

    private static Scenario rateLimited() {
        return Scenario.named(
                        "send-rate-limited",
                        "A send is refused as `rate_limited` with retryAfterMs: it comes again under its cid, and not"
                                + " sooner.")
                .sends(0, "one")
                .sent(1)
                .holds()
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = visit.sends("one");
                    visit.says(write.refused("rate_limited", true).put("retryAfterMs", RETRY_AFTER_MS));
                    Write again = visit.retries(write, Within.about(Duration.ofMillis(RETRY_AFTER_MS)));
                    visit.says(again.sent(1));
                });
    }

    private static Scenario alwaysBusy() {
        return Scenario.named(
                        "send-always-busy",
                        "A send is refused as `busy` each time: after three retries it has failed, which its writer is"
                                + " told.")
                .sends(0, "one")
                .failed("busy")
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    Write write = visit.sends("one");
                    for (int seconds : new int[] {1, 2, 4}) {
                        visit.says(write.refused("busy", true));
                        write = visit.retries(write, Within.about(Duration.ofSeconds(seconds)));
                    }
                    visit.says(write.refused("busy", true)).isQuiet(Duration.ofSeconds(5));
                });
    }
}
