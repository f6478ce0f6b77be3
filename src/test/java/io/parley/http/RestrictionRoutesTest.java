package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RestrictionRoutesTest extends RestTest {
    @Test
    void whoIsBannedNeitherReadsJoinsWritesNorIsAdded() throws Exception {
        String room = alice.room("public", "bob");
        Reply banned = alice.put(ban(room, "bob"), null, "Idempotency-Key", "b1");

        assertThat(banned.status()).isEqualTo(201);
        assertThat(alice.put(ban(room, "bob"), null, "Idempotency-Key", "b1").status())
                .isEqualTo(200);
        for (String read : List.of("", "/members", "/messages", "/entries")) {
            assertProblem(bob.get(V1 + "/rooms/" + room + read), 403, "banned");
        }
        assertProblem(bob.put(V1 + "/rooms/" + room + "/read", "{\"seq\":1}"), 403, "banned");
        assertProblem(bob.put(V1 + "/rooms/" + room + "/members/bob", null), 403, "banned");
        assertProblem(bob.say(room, "c1", "hello"), 403, "banned");
        assertProblem(alice.put(V1 + "/rooms/" + room + "/members/bob", null), 403, "forbidden");
        assertThat(last(room).getString("change")).isEqualTo("banned");
    }

    @Test
    void whoIsUnbannedIsNoMemberButMayJoin() throws Exception {
        String room = alice.room("public", "bob");
        alice.put(ban(room, "bob"), null);

        assertThat(alice.delete(ban(room, "bob")).status()).isEqualTo(201);

        assertThat(bob.get(V1 + "/rooms/" + room).json().containsKey("role")).isFalse();
        assertThat(bob.put(V1 + "/rooms/" + room + "/members/bob", null).status())
                .isEqualTo(201);
    }

    @Test
    void aPrivateRoomIsNotFoundByWhoIsBannedFromIt() throws Exception {
        String room = alice.room("private", "bob");
        alice.put(ban(room, "bob"), null);

        assertProblem(bob.get(V1 + "/rooms/" + room), 404, "not_found");
        assertProblem(bob.say(room, "c1", "hello"), 404, "not_found");
        assertProblem(bob.delete(ban(room, "bob")), 404, "not_found");
    }

    @Test
    void aBanEndsByItselfWhenItsTimeComes() throws Exception {
        String room = alice.room("public", "bob");
        long until = System.currentTimeMillis() + 300;
        assertThat(alice.put(ban(room, "bob"), until(until)).status()).isEqualTo(201);
        assertThat(last(room).getLong("until")).isEqualTo(until);

        Awaitility.await()
                .untilAsserted(() -> assertThat(bob.put(V1 + "/rooms/" + room + "/members/bob", null)
                                .status())
                        .isEqualTo(201));
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(until);
    }

    @Test
    void whoIsMutedReadsAndDoesNotWriteAlsoAfterJoiningAgain() throws Exception {
        String room = alice.room("public", "bob");
        assertThat(alice.put(mute(room, "bob"), null).status()).isEqualTo(201);

        assertProblem(bob.say(room, "c1", "hello"), 403, "muted");
        assertThat(bob.get(V1 + "/rooms/" + room + "/messages").status()).isEqualTo(200);
        bob.delete(V1 + "/rooms/" + room + "/members/bob");
        bob.put(V1 + "/rooms/" + room + "/members/bob", null);
        assertProblem(bob.say(room, "c1", "hello"), 403, "muted");

        assertThat(alice.delete(mute(room, "bob")).status()).isEqualTo(201);
        assertThat(bob.say(room, "c1", "hello").status()).isEqualTo(201);
    }

    @Test
    void aMuteEndsByItselfWhenItsTimeComes() throws Exception {
        String room = alice.room("public", "bob");
        long until = System.currentTimeMillis() + 300;
        alice.put(mute(room, "bob"), until(until));

        assertThat(alice.get(V1 + "/rooms/" + room + "/members")
                        .items()
                        .getLast()
                        .getLong("mutedUntil"))
                .isEqualTo(until);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(bob.say(room, "c1", "hello").status()).isEqualTo(201));
        assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(until);
    }

    @Test
    void moderatorsReachToThoseBelowThemAndOwnersToAllButThemselves() throws Exception {
        String room = alice.room("public", "bob", "stranger");
        assertProblem(bob.put(ban(room, "stranger"), null), 403, "forbidden");
        assertProblem(bob.put(mute(room, "stranger"), null), 403, "forbidden");

        alice.put(V1 + "/rooms/" + room + "/members/bob", "{\"role\":\"moderator\"}");
        assertProblem(bob.put(ban(room, "alice"), null), 403, "forbidden");
        assertProblem(bob.put(mute(room, "alice"), null), 403, "forbidden");
        assertProblem(alice.put(ban(room, "alice"), null), 403, "forbidden");
        assertThat(bob.put(mute(room, "stranger"), null).status()).isEqualTo(201);
        assertThat(bob.put(ban(room, "stranger"), null).status()).isEqualTo(201);
        assertThat(alice.put(ban(room, "bob"), null).status()).isEqualTo(201);
    }

    @Test
    void whatNamesNobodyOrNoTimeToComeIsRefused() throws Exception {
        String room = alice.room("public", "bob");

        assertProblem(alice.put(ban(room, "nobody"), null), 404, "not_found");
        assertBad(alice.put(ban(room, "bob"), until(1)), "until");
        assertBad(alice.put(mute(room, "bob"), until(1)), "until");
        assertBad(alice.put(mute(room, "bob"), "{\"until\":\"tomorrow\"}"), "until");
        assertThat(bob.say(room, "c1", "hello").status()).isEqualTo(201);
    }

    private JsonObject last(String room) throws Exception {
        return alice.get(V1 + "/rooms/" + room + "/entries").items().getLast();
    }

    private static String until(long time) {
        return "{\"until\":" + time + "}";
    }

    private static String ban(String room, String user) {
        return V1 + "/rooms/" + room + "/bans/" + user;
    }

    private static String mute(String room, String user) {
        return V1 + "/rooms/" + room + "/mutes/" + user;
    }
}
