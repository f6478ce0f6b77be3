package io.parley.conformance;

import static io.parley.conformance.Frames.LOBBY;
import static io.parley.conformance.Frames.said;
import static io.parley.conformance.Frames.subscribed;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Tokens that end, and are renewed before they do. */
final class Tokens {
    private static final int UNAUTHENTICATED = 4401;

    private Tokens() {}

    static List<Scenario> all() {
        return List.of(ends(), refusedAtHello(), renewed(), renewalRefused());
    }

    private static Scenario ends() {
        return Scenario.named(
                        "token-ends",
                        "The token ends in mid-stream and in mid-send: the client comes back with its next one,"
                                + " without a gap, and sends again.")
                .sends(2, "one")
                .sent(4)
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    first.says(said(1), said(2));
                    Write write = first.sends("one");
                    first.acked(2).closes(UNAUTHENTICATED);
                    Visit second = stage.comes().bears("token-ends", 2).from(1, 2);
                    second.welcomes(subscribed(LOBBY, 1, 3)).says(said(3)).acked(3);
                    second.says(second.retries(write, Within.LATER).sent(4));
                });
    }

    private static Scenario refusedAtHello() {
        return Scenario.named(
                        "token-refused",
                        "The token is refused in hello: the client comes with its next one, and not with the same"
                                + " again.")
                .holds(said(1))
                .plays(stage -> {
                    stage.comes().closes(UNAUTHENTICATED);
                    Visit second = stage.comes().bears("token-refused", 2).from(1, 0);
                    second.welcomes(subscribed(LOBBY, 1, 1)).says(said(1)).acked(1);
                });
    }

    private static Scenario renewed() {
        return Scenario.named(
                        "token-renewed",
                        "The client is given a new token in mid-stream: it says refresh on the same connection, and"
                                + " comes with that token from then on.")
                .renews(2, 2)
                .holds(said(1, 1, 4))
                .plays(stage -> {
                    Visit first = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    first.says(said(1), said(2));
                    JsonObject refresh = first.expects("refresh");
                    if (!refresh.getString("token").equals(Scenario.token("token-renewed", 2))) {
                        throw new Deviation("it refreshes with another token than it was given");
                    }
                    JsonObject ok = Frames.frame("ok").put("expiresAt", 1_764_000_900_000L);
                    first.says(refresh.containsKey("id") ? ok.put("id", refresh.getString("id")) : ok);
                    first.says(said(3)).acked(3).ends();
                    Visit second = stage.returns(Within.LATER)
                            .bears("token-renewed", 2)
                            .from(1, 3);
                    second.welcomes(subscribed(LOBBY, 1, 3)).says(said(4)).acked(4);
                });
    }

    private static Scenario renewalRefused() {
        return Scenario.named(
                        "token-renewal-refused",
                        "A refresh is refused for now: the connection goes on with the old token, and the stream with"
                                + " it.")
                .renews(1, 2)
                .holds(said(1, 1, 3))
                .plays(stage -> {
                    Visit visit = stage.comes().from(1, 0).welcomes(subscribed(LOBBY, 1, 0));
                    visit.says(said(1));
                    JsonObject refresh = visit.expects("refresh");
                    JsonObject refused = Frames.problem("unavailable", true);
                    visit.says(refresh.containsKey("id") ? refused.put("id", refresh.getString("id")) : refused);
                    visit.says(said(2), said(3)).acked(3);
                });
    }
}
