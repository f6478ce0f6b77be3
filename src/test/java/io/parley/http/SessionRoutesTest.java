package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Endings;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionRoutesTest extends RestTest {
    @Test
    void signingInGivesATokenForAWhile() throws Exception {
        Reply reply = login("Alice", "password of alice");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().fieldNames()).containsExactly("accessToken", "expiresIn", "refreshToken", "user");
        assertThat(reply.json().getInteger("expiresIn")).isEqualTo(900);
        assertThat(reply.json().getJsonObject("user").getString("id")).isEqualTo("alice");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(server.client()
                        .with(reply.json().getString("accessToken"))
                        .get(V1 + "/profile")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anUnknownUserAndAWrongPasswordAreAnsweredInTheSameWords() throws Exception {
        JsonObject wrong = login("alice", "wrong password").json();
        JsonObject unknown = login("nobody", "wrong password").json();
        JsonObject impossible = login("No Body!", "wrong password").json();

        wrong.remove("requestId");
        unknown.remove("requestId");
        impossible.remove("requestId");
        assertThat(wrong.getString("code")).isEqualTo("unauthenticated");
        assertThat(unknown).isEqualTo(wrong);
        assertThat(impossible).isEqualTo(wrong);
    }

    @Test
    void signingOutEndsTheTokenWithinASecond() throws Exception {
        assertThat(alice.post(V1 + "/logout", "{}").status()).isEqualTo(204);

        assertThat(server.ended.told).extracting(Endings.Ended::user).containsExactly("alice");
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertProblem(alice.get(V1 + "/profile"), 401, "unauthenticated"));
    }

    @Test
    void signingOutOnOneDeviceLeavesTheOther() throws Exception {
        RestClient phone = alice.login("alice", "password of alice");

        alice.post(V1 + "/logout", "{}");

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertThat(alice.get(V1 + "/profile").status()).isEqualTo(401));
        assertThat(phone.get(V1 + "/profile").status()).isEqualTo(200);
    }

    @Test
    void withoutAGoodTokenNothingIsTold() throws Exception {
        String good = String.valueOf(alice.token());
        String[] parts = good.split("\\.", -1);
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String ended = server.tokens.issue(new Identity("alice", "no session", System.currentTimeMillis() + 60_000));
        for (@Nullable
        String forged : new @Nullable String[] {
            null, "x", good + "x", none + "." + parts[1] + ".", parts[0] + "." + parts[1] + ".", ended
        }) {
            Reply reply = server.client().with(forged).get(V1 + "/rooms");
            assertProblem(reply, 401, "unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void anotherSchemeThanBearerIsRefused() throws Exception {
        assertProblem(
                server.client().get(V1 + "/rooms", "Authorization", "Basic YWxpY2U6eA=="), 401, "unauthenticated");
        assertThat(server.client()
                        .get(V1 + "/profile", "Authorization", "bearer " + alice.token())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenInTheQueryIsNone() throws Exception {
        assertThat(server.client().get(V1 + "/profile?token=" + alice.token()).status())
                .isEqualTo(401);
    }

    @Test
    void guessingIsSlowedDown() throws Exception {
        RestServer slow = new RestServer(
                Files.createDirectory(directory.resolve("slow")),
                RestServer.settings(new HttpSettings.Rates(1_000_000, 1_000_000, 10, 1_000_000)));
        try {
            slow.user("alice");
            String guess = "{\"username\":\"alice\",\"password\":\"guess\"}";
            for (int i = 0; i < 10; i++) {
                assertThat(slow.client().post(V1 + "/login", guess).status()).isEqualTo(401);
            }
            Reply last = slow.client().post(V1 + "/login", guess);

            assertProblem(last, 429, "rate_limited");
            assertThat(last.header("Retry-After")).isNotNull();
            assertThat(last.json().getLong("retryAfterMs")).isBetween(1L, 120_000L);
            assertThat(slow.client()
                            .post(V1 + "/login", "{\"username\":\"bob\",\"password\":\"guess\"}")
                            .status())
                    .isEqualTo(401);
        } finally {
            slow.close();
        }
    }

    @Test
    void aLoginWithoutItsFieldsIsMalformed() throws Exception {
        assertBad(server.client().post(V1 + "/login", "{\"username\":\"alice\"}"), "password");
        assertBad(server.client().post(V1 + "/login", "{\"password\":\"x\"}"), "username");
        assertBad(server.client().post(V1 + "/login", "{\"username\":1,\"password\":\"x\"}"), "username");
        assertBad(
                server.client().post(V1 + "/login", "{\"username\":\"a\",\"password\":\"x\",\"device\":\"\\n\"}"),
                "device");
    }

    private Reply login(String user, String password) throws Exception {
        return server.client()
                .post(
                        V1 + "/login",
                        new JsonObject()
                                .put("username", user)
                                .put("password", password)
                                .encode());
    }
}
