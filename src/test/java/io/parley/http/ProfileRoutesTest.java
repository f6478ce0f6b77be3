package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.parley.port.Endings;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileRoutesTest extends RestTest {
    private Reply password(RestClient who, String current, String next) throws Exception {
        return who.post(
                V1 + "/password",
                new JsonObject().put("current", current).put("new", next).encode());
    }

    private int login(String user, String password) throws Exception {
        return server.client()
                .post(
                        V1 + "/login",
                        new JsonObject()
                                .put("username", user)
                                .put("password", password)
                                .encode())
                .status();
    }

    @Test
    void oneIsShownAsOneWishes() throws Exception {
        Reply reply = alice.patch(
                V1 + "/profile", "{\"displayName\":\"Alice A.\",\"avatar\":\"/a.png\",\"status\":\"away\"}");
        assertThat(reply.status()).isEqualTo(200);

        assertThat(bob.get(V1 + "/users/alice").json()).isEqualTo(reply.json());
        assertThat(reply.json().getString("displayName")).isEqualTo("Alice A.");
        assertThat(alice.patch(V1 + "/profile", "{\"status\":\"\"}").json().fieldNames())
                .containsExactly("id", "displayName", "createdAt", "avatar");
    }

    @Test
    void whatCannotBeShownIsRefused() throws Exception {
        assertBad(alice.patch(V1 + "/profile", "{\"displayName\":\" \"}"), "displayName");
        assertBad(alice.patch(V1 + "/profile", "{\"status\":\"\\u0007\"}"), "status");
        assertBad(alice.patch(V1 + "/profile", "{\"avatar\":\"" + "x".repeat(513) + "\"}"), "avatar");
    }

    @Test
    void aNewPasswordCountsAndEndsTheOtherSessions() throws Exception {
        RestClient phone = alice.login("alice", "password of alice");

        assertThat(password(alice, "password of alice", "quite another").status())
                .isEqualTo(204);

        assertProblem(phone.get(V1 + "/profile"), 401, "unauthenticated");
        assertThat(alice.get(V1 + "/profile").status()).isEqualTo(200);
        assertThat(server.ended.told).extracting(Endings.Ended::user).containsExactly("alice");
        assertThat(login("alice", "password of alice")).isEqualTo(401);
        assertThat(login("alice", "quite another")).isEqualTo(200);
    }

    @Test
    void withoutTheOldPasswordThereIsNoNewOne() throws Exception {
        Reply wrong = password(alice, "a guess", "quite another");
        assertProblem(wrong, 403, "forbidden");
        assertThat(wrong.json().getString("field")).isEqualTo("current");
        assertBad(password(alice, "password of alice", "short"), "new");

        assertThat(login("alice", "password of alice")).isEqualTo(200);
    }

    @Test
    void whoIsDeletedHasLeftAndIsNobody() throws Exception {
        String room = bob.room("private", "alice");
        bob.say(room, "c1", "hello");
        alice.say(room, "c2", "farewell");
        RestClient phone = alice.login("alice", "password of alice");

        assertThat(alice.delete(V1 + "/profile").status()).isEqualTo(204);

        assertProblem(alice.get(V1 + "/profile"), 401, "unauthenticated");
        assertProblem(phone.get(V1 + "/profile"), 401, "unauthenticated");
        assertProblem(bob.get(V1 + "/users/alice"), 404, "not_found");
        assertThat(login("alice", "password of alice")).isEqualTo(401);
        assertThat(bob.get(V1 + "/rooms/" + room + "/members").items())
                .extracting(member -> member.getString("user"))
                .containsExactly("bob");
        List<JsonObject> entries =
                bob.get(V1 + "/rooms/" + room + "/entries?after=0").items();
        assertThat(entries).extracting(entry -> entry.getString("cid")).contains("c2");
        assertThat(entries.getLast().getString("change")).isEqualTo("left");
        assertProblem(
                server.client().post(V1 + "/users", "{\"username\":\"alice\",\"password\":\"another alice\"}"),
                409,
                "taken");
    }

    @Test
    void theRoomsOfALastOwnerGoToWhoeverHasBeenThereLongest() throws Exception {
        String moderated = alice.room("private", "bob", "stranger");
        alice.put(V1 + "/rooms/" + moderated + "/members/stranger", "{\"role\":\"moderator\"}");
        String plain = alice.room("private", "bob");
        alice.put(V1 + "/rooms/" + plain + "/members/stranger", null);
        String alone = alice.room("public");

        assertThat(alice.delete(V1 + "/profile").status()).isEqualTo(204);

        assertThat(stranger.get(V1 + "/rooms/" + moderated).json().getString("role"))
                .isEqualTo("owner");
        assertThat(bob.get(V1 + "/rooms/" + moderated).json().getString("role")).isEqualTo("member");
        assertThat(bob.get(V1 + "/rooms/" + plain).json().getString("role")).isEqualTo("owner");
        assertProblem(bob.get(V1 + "/rooms/" + alone), 404, "not_found");
    }

    @Test
    void whoIsDeletedLeavesADirectRoomBehind() throws Exception {
        bob.post(V1 + "/direct", "{\"user\":\"alice\"}");
        for (int i = 0; i < 3; i++) {
            bob.room("private", "alice");
        }

        assertThat(alice.delete(V1 + "/profile").status()).isEqualTo(204);

        assertThat(bob.get(V1 + "/rooms").items())
                .filteredOn(room -> room.getString("kind").equals("direct"))
                .hasSize(1);
        assertThat(RestServer.await(server.store.rooms().of("alice", 0, 10))).hasSize(1);
    }
}
