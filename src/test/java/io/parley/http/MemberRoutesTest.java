package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class MemberRoutesTest extends RestTest {
    @Test
    void anybodyJoinsAPublicRoomAndLeavesIt() throws Exception {
        String room = alice.room("public");

        assertThat(bob.put(member(room, "bob"), null).status()).isEqualTo(201);
        assertThat(bob.say(room, "c1", "hi").status()).isEqualTo(201);
        assertThat(bob.delete(member(room, "bob")).status()).isEqualTo(201);
        assertThat(bob.say(room, "c2", "hi").code()).isEqualTo("not_member");
    }

    @Test
    void anOwnerAddsPeopleToAPrivateRoom() throws Exception {
        String room = alice.room("private");

        Reply added = alice.put(member(room, "bob"), "{}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(bob.get(V1 + "/rooms/" + room).json().getString("role")).isEqualTo("member");
        JsonObject entry = alice.get(V1 + "/rooms/" + room + "/entries").items().getLast();
        assertThat(entry.getString("change")).isEqualTo("added");
        assertThat(entry.getString("member")).isEqualTo("bob");
        assertThat(entry.getString("cid")).isEqualTo(added.json().getString("cid"));
    }

    @Test
    void whereJoinsAreSilentWhoComesMakesNoEntry() throws Exception {
        String wish =
                "{\"id\":\"hall\",\"name\":\"Hall\",\"kind\":\"public\",\"joins\":\"silent\",\"members\":[\"bob\"]}";
        assertThat(alice.post(V1 + "/rooms", wish).json().getString("joins")).isEqualTo("silent");

        Reply joined = stranger.put(member("hall", "stranger"), null, "Idempotency-Key", "k");
        Reply again = stranger.put(member("hall", "stranger"), null, "Idempotency-Key", "k");
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.json().getLong("seq")).isEqualTo(1);
        assertThat(joined.json().containsKey("duplicate")).isFalse();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getBoolean("duplicate")).isTrue();
        assertThat(again.json().getLong("at")).isEqualTo(joined.json().getLong("at"));
        assertThat(stranger.say("hall", "c", "hi").json().getLong("seq")).isEqualTo(2);

        assertThat(alice.delete(member("hall", "stranger")).json().getLong("seq"))
                .isEqualTo(3);
        assertThat(alice.get(V1 + "/rooms/hall").json().getInteger("members")).isEqualTo(2);
    }

    @Test
    void oneWhoIsThereGetsTheRole() throws Exception {
        String room = alice.room("private", "bob");

        alice.put(member(room, "bob"), "{\"role\":\"moderator\"}");

        assertThat(bob.get(V1 + "/rooms/" + room).json().getString("role")).isEqualTo("moderator");
        assertThat(alice.get(V1 + "/rooms/" + room + "/entries")
                        .items()
                        .getLast()
                        .getString("change"))
                .isEqualTo("role");
        assertThat(bob.put(member(room, "stranger"), null).status()).isEqualTo(201);
        assertProblem(bob.put(member(room, "stranger"), "{\"role\":\"owner\"}"), 403, "forbidden");
    }

    @Test
    void whoIsAddedAgainKeepsTheRole() throws Exception {
        String room = alice.room("private", "bob");
        alice.put(member(room, "bob"), "{\"role\":\"moderator\"}");

        assertThat(alice.put(member(room, "bob"), null).status()).isEqualTo(201);

        assertThat(bob.get(V1 + "/rooms/" + room).json().getString("role")).isEqualTo("moderator");
        assertThat(alice.get(V1 + "/rooms/" + room + "/entries")
                        .items()
                        .getLast()
                        .containsKey("role"))
                .as("an entry that tells of a role that was not given")
                .isFalse();
    }

    @Test
    void aRepeatUnderOneKeyChangesNothingAndTellsTheFirstSeq() throws Exception {
        String room = alice.room("private", "bob");
        Reply added = alice.put(member(room, "stranger"), "{\"role\":\"moderator\"}", "Idempotency-Key", "k1");
        Reply role = alice.put(member(room, "bob"), "{\"role\":\"moderator\"}", "Idempotency-Key", "k2");

        Reply addedAgain = alice.put(member(room, "stranger"), "{\"role\":\"moderator\"}", "Idempotency-Key", "k1");
        Reply roleAgain = alice.put(member(room, "bob"), "{\"role\":\"moderator\"}", "Idempotency-Key", "k2");

        assertThat(addedAgain.status()).isEqualTo(200);
        assertThat(addedAgain.json().getLong("seq")).isEqualTo(added.json().getLong("seq"));
        assertThat(roleAgain.status()).isEqualTo(200);
        assertThat(roleAgain.json().getLong("seq")).isEqualTo(role.json().getLong("seq"));
        assertProblem(alice.put(member(room, "stranger"), null, "Idempotency-Key", "k2"), 409, "cid_reused");
    }

    @Test
    void aLeavingThatIsRepeatedIsADuplicateAlsoWhereTheRoomIsNoLongerKnown() throws Exception {
        String room = alice.room("private", "bob");
        Reply left = bob.delete(member(room, "bob"), "Idempotency-Key", "k1");
        assertThat(left.status()).isEqualTo(201);

        Reply again = bob.delete(member(room, "bob"), "Idempotency-Key", "k1");

        assertThat(again.status()).isEqualTo(200);
        assertProblem(bob.delete(member(room, "bob"), "Idempotency-Key", "k2"), 404, "not_found");
    }

    @Test
    void whoIsAMemberAlreadyMayAskToBeInAnyRoom() throws Exception {
        String room = alice.room("private", "bob");

        assertThat(bob.put(member(room, "bob"), null).status()).isEqualTo(201);
        assertThat(bob.put(member(room, "bob"), "{\"role\":\"member\"}").status())
                .isEqualTo(201);
        assertThat(alice.put(member(room, "alice"), null).status()).isEqualTo(201);
        assertThat(alice.get(V1 + "/rooms/" + room).json().getString("role")).isEqualTo("owner");
    }

    @Test
    void whoIsNoMemberCannotBeTakenOut() throws Exception {
        String room = alice.room("public", "bob");
        long head = alice.get(V1 + "/rooms/" + room).json().getLong("head");

        assertProblem(alice.delete(member(room, "stranger")), 404, "not_found");
        assertProblem(stranger.delete(member(room, "stranger")), 404, "not_found");
        assertThat(alice.get(V1 + "/rooms/" + room).json().getLong("head")).isEqualTo(head);
    }

    @Test
    void aRoomKeepsItsLastOwner() throws Exception {
        String room = alice.room("private", "bob");
        assertProblem(alice.delete(member(room, "alice")), 403, "forbidden");
        assertProblem(alice.put(member(room, "alice"), "{\"role\":\"member\"}"), 403, "forbidden");

        alice.put(member(room, "bob"), "{\"role\":\"owner\"}");
        assertThat(alice.delete(member(room, "alice")).status()).isEqualTo(201);
        assertProblem(bob.delete(member(room, "bob")), 403, "forbidden");
    }

    @Test
    void membersAreListedByIdInPages() throws Exception {
        String room = alice.room("private", "bob", "stranger");

        Reply first = alice.get(V1 + "/rooms/" + room + "/members?limit=2");
        Reply second = alice.get(V1 + "/rooms/" + room + "/members?limit=2&cursor="
                + first.json().getString("next"));

        assertThat(first.items()).extracting(m -> m.getString("user")).containsExactly("alice", "bob");
        assertThat(first.items().getFirst().fieldNames()).containsExactly("user", "role", "joinedAt");
        assertThat(second.items()).extracting(m -> m.getString("user")).containsExactly("stranger");
        assertThat(second.json().getString("next")).isNull();
        assertBad(alice.get(V1 + "/rooms/" + room + "/members?cursor=%40"), "cursor");
    }

    @Test
    void membersNeitherAddNorRemove() throws Exception {
        String room = alice.room("private", "bob");

        assertProblem(bob.put(member(room, "stranger"), null), 403, "forbidden");
        assertProblem(bob.delete(member(room, "alice")), 403, "forbidden");
        assertProblem(bob.put(member(room, "bob"), "{\"role\":\"owner\"}"), 403, "forbidden");
        assertThat(alice.delete(member(room, "bob")).status()).isEqualTo(201);
        assertProblem(bob.get(V1 + "/rooms/" + room), 404, "not_found");
    }

    @Test
    void whatNamesNobodyOrNoRoleIsRefused() throws Exception {
        String room = alice.room("public");

        assertProblem(alice.put(member(room, "nobody"), null), 404, "not_found");
        assertProblem(alice.put(member(room, "No%20body"), null), 404, "not_found");
        assertBad(alice.put(member(room, "bob"), "{\"role\":\"king\"}"), "role");
        assertBad(alice.put(member(room, "bob"), "{\"role\":1}"), "role");
        assertProblem(stranger.put(member(room, "stranger"), "{\"role\":\"owner\"}"), 403, "forbidden");
    }

    private static String member(String room, String user) {
        return V1 + "/rooms/" + room + "/members/" + user;
    }
}
