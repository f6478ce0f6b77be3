package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.parley.port.Endings;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** What goes on between signing in and signing out. */
class RenewalRoutesTest extends RestTest {
    private JsonObject signIn(String device) throws Exception {
        return server.client()
                .post(
                        V1 + "/login",
                        new JsonObject()
                                .put("username", "alice")
                                .put("password", "password of alice")
                                .put("device", device)
                                .encode())
                .json();
    }

    private Reply refresh(String token) throws Exception {
        return server.client()
                .post(
                        V1 + "/token/refresh",
                        new JsonObject().put("refreshToken", token).encode());
    }

    @Test
    void aRefreshTokenGivesANewPair() throws Exception {
        JsonObject first = signIn("phone");
        Reply reply = refresh(first.getString("refreshToken"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().fieldNames()).containsExactly("accessToken", "expiresIn", "refreshToken");
        assertThat(reply.json().getString("refreshToken")).isNotEqualTo(first.getString("refreshToken"));
        assertThat(server.client()
                        .with(reply.json().getString("accessToken"))
                        .get(V1 + "/profile")
                        .status())
                .isEqualTo(200);
        assertThat(refresh(first.getString("refreshToken")).json().getString("refreshToken"))
                .isEqualTo(reply.json().getString("refreshToken"));
    }

    @Test
    void aRefreshTokenWhoseSuccessorWasUsedEndsTheSession() throws Exception {
        JsonObject first = signIn("phone");
        JsonObject second = refresh(first.getString("refreshToken")).json();
        JsonObject third = refresh(second.getString("refreshToken")).json();

        assertProblem(refresh(first.getString("refreshToken")), 401, "unauthenticated");
        assertProblem(refresh(third.getString("refreshToken")), 401, "unauthenticated");
        assertProblem(
                server.client().with(third.getString("accessToken")).get(V1 + "/profile"), 401, "unauthenticated");
        assertThat(server.ended.told).extracting(Endings.Ended::user).containsExactly("alice");
    }

    @Test
    void whatIsNoRefreshTokenRenewsNothing() throws Exception {
        assertProblem(refresh("r.x.y.z"), 401, "unauthenticated");
        assertProblem(refresh(signIn("phone").getString("accessToken").substring(0, 100)), 401, "unauthenticated");
        assertBad(refresh(""), "refreshToken");
        assertBad(server.client().post(V1 + "/token/refresh", "{}"), "refreshToken");
    }

    @Test
    void oneSeesOnesOwnSessionsAndWhichOneItIs() throws Exception {
        RestClient phone = server.client().with(signIn("phone").getString("accessToken"));

        Reply reply = phone.get(V1 + "/sessions");
        assertThat(reply.items()).hasSize(2);
        JsonObject mine = reply.items().stream()
                .filter(session -> session.getBoolean("current"))
                .findFirst()
                .orElseThrow();
        assertThat(mine.getString("device")).isEqualTo("phone");
        assertThat(mine.fieldNames()).containsExactly("id", "device", "createdAt", "lastSeen", "expiresAt", "current");
        assertThat(bob.get(V1 + "/sessions").items()).hasSize(1);
    }

    @Test
    void oneEndsOnesOwnSessionsAndNobodyElses() throws Exception {
        RestClient phone = server.client().with(signIn("phone").getString("accessToken"));
        String id = phone.get(V1 + "/sessions").items().stream()
                .filter(session -> session.getBoolean("current"))
                .findFirst()
                .orElseThrow()
                .getString("id");

        assertProblem(bob.delete(V1 + "/sessions/" + id), 404, "not_found");
        assertThat(phone.get(V1 + "/profile").status()).isEqualTo(200);
        assertThat(alice.delete(V1 + "/sessions/" + id).status()).isEqualTo(204);
        assertProblem(phone.get(V1 + "/profile"), 401, "unauthenticated");
        assertProblem(alice.delete(V1 + "/sessions/" + id), 404, "not_found");
        assertThat(server.ended.told).containsExactly(new Endings.Ended("alice", id));
        assertThat(alice.get(V1 + "/sessions").items()).hasSize(1);
    }

    @Test
    void aTicketIsGivenForAWhile() throws Exception {
        Reply reply = alice.post(V1 + "/ws-tickets", "{}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().getInteger("expiresIn")).isEqualTo(30);
        assertThat(reply.json().getString("ticket")).hasSize(43);
        assertProblem(
                server.client().with(reply.json().getString("ticket")).get(V1 + "/profile"), 401, "unauthenticated");
        assertProblem(server.client().post(V1 + "/ws-tickets", "{}"), 401, "unauthenticated");
    }
}
