package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.parley.limits.Resource;
import io.parley.limits.Scope;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnstileTest extends RestTest {
    private static final String MESSAGES = V1 + "/rooms/harbour/messages";
    private int made;

    @BeforeEach
    void openRoom() throws Exception {
        alice.post(
                V1 + "/rooms", "{\"id\":\"harbour\",\"name\":\"Harbour\",\"kind\":\"public\",\"members\":[\"bob\"]}");
    }

    private Reply send(RestClient by) throws Exception {
        return by.post(MESSAGES, "{\"cid\":\"r%d\",\"body\":{\"text\":\"x\"}}".formatted(++made));
    }

    @Test
    void aUserGetsNotTwiceAsMuchByUsingBothSocketAndRest() throws Exception {
        server.rules("send/user=1/h burst 4");
        Connected socket = server.connect("alice");
        Awaitility.await().until(() -> !socket.heard("welcome").isEmpty());
        for (int i = 0; i < 2; i++) {
            assertThat(send(alice).status()).isEqualTo(201);
        }
        for (int i = 0; i < 3; i++) {
            socket.say(new JsonObject()
                    .put("type", "send")
                    .put("id", "s" + i)
                    .put("room", "harbour")
                    .put("cid", "s" + i)
                    .put("body", new JsonObject().put("text", "x")));
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        !socket.heard("error").isEmpty() && socket.heard("sent").size() == 2);
        assertThat(socket.heard("error").getFirst().getLong("retryAfterMs")).isPositive();
        Reply refused = send(alice);
        assertProblem(refused, 429, "rate_limited");
        assertThat(refused.json().getLong("retryAfterMs")).isBetween(1L, 3_600_000L);
        assertThat(Integer.parseInt(Objects.requireNonNull(refused.header("Retry-After"))))
                .isBetween(1, 3_600);
        assertThat(send(bob).status()).isEqualTo(201);
    }

    @Test
    void aRoomInSlowModeTellsMembersHowLongToWaitWhicheverWayTheyCome() throws Exception {
        assertThat(alice.patch(V1 + "/rooms/harbour", "{\"slowMode\":3600}").status())
                .isEqualTo(201);
        assertThat(bob.get(V1 + "/rooms/harbour").json().getInteger("slowMode")).isEqualTo(3_600);
        assertThat(send(bob).status()).isEqualTo(201);

        Reply early = send(bob);
        assertProblem(early, 429, "rate_limited");
        assertThat(early.json().getLong("retryAfterMs")).isBetween(3_500_000L, 3_600_000L);
        assertThat(early.json().getString("cid")).isEqualTo("r" + made);
        Connected socket = server.connect("bob");
        socket.say(new JsonObject()
                .put("type", "send")
                .put("id", "s")
                .put("room", "harbour")
                .put("cid", "s")
                .put("body", new JsonObject().put("text", "x")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !socket.heard("error").isEmpty());
        assertThat(socket.heard("error").getFirst().getString("code")).isEqualTo("rate_limited");
        assertThat(socket.heard("error").getFirst().getLong("retryAfterMs")).isBetween(3_500_000L, 3_600_000L);
        assertThat(send(alice).status()).isEqualTo(201);
        assertThat(send(alice).status()).isEqualTo(201);

        alice.patch(V1 + "/rooms/harbour", "{\"slowMode\":0}");
        assertThat(send(bob).status()).isEqualTo(201);
        assertThat(bob.get(V1 + "/rooms/harbour").json().containsKey("slowMode"))
                .isFalse();
    }

    @Test
    void moderatorsAloneMakeARoomSlowAndWithinReason() throws Exception {
        assertProblem(bob.patch(V1 + "/rooms/harbour", "{\"slowMode\":10}"), 403, "forbidden");
        assertBad(alice.patch(V1 + "/rooms/harbour", "{\"slowMode\":21601}"), "slowMode");
        assertBad(alice.patch(V1 + "/rooms/harbour", "{\"slowMode\":-1}"), "slowMode");
        assertBad(alice.patch(V1 + "/rooms/harbour", "{\"slowMode\":1.0}"), "slowMode");
    }

    @Test
    void anOperationIsLimitedByItsOwnNameAndNoOther() throws Exception {
        server.rules("createRoom/user=1/h burst 1, listRooms/node=1/h burst 2");

        assertThat(alice.get(V1 + "/rooms").status()).isEqualTo(200);
        assertThat(bob.get(V1 + "/rooms").status()).isEqualTo(200);
        assertProblem(stranger.get(V1 + "/rooms"), 429, "rate_limited");
        assertThat(alice.get(V1 + "/rooms/harbour").status()).isEqualTo(200);
        assertThat(alice.post(V1 + "/rooms", "{\"name\":\"A\",\"kind\":\"public\"}")
                        .status())
                .isEqualTo(201);
        assertProblem(alice.post(V1 + "/rooms", "{\"name\":\"B\",\"kind\":\"public\"}"), 429, "rate_limited");
    }

    @Test
    void aRoomMayBeLimitedAlone() throws Exception {
        server.rules("history/room=1/h burst 1");

        assertThat(alice.get(MESSAGES).status()).isEqualTo(200);
        assertProblem(bob.get(V1 + "/rooms/harbour/entries"), 429, "rate_limited");
        assertThat(alice.get(V1 + "/rooms/elsewhere/messages").status()).isEqualTo(404);
    }

    @Test
    void whoMayNotSignInAgainIsToldBeforeThePasswordIsLookedAt() throws Exception {
        server.rules("login/address=1/h burst 1");
        String wrong = "{\"username\":\"alice\",\"password\":\"guess\"}";

        assertThat(server.client().post(V1 + "/login", wrong).status()).isEqualTo(401);
        assertProblem(server.client().post(V1 + "/login", wrong), 429, "rate_limited");
        assertProblem(server.client().post(V1 + "/login", "{}"), 429, "rate_limited");
    }

    @Test
    void everyOperationIsAResourceAndSaysWhomARuleCanBind() {
        assertThat(Operations.resource("sendMessage")).isNull();
        assertThat(Operations.resource("send")).isEqualTo(Resource.named("send"));
        assertThat(Operations.resource("login"))
                .satisfies(login -> assertThat(login.scopes()).containsOnly(Scope.ADDRESS, Scope.NODE));
        assertThat(Operations.resource("changeRoom"))
                .satisfies(change ->
                        assertThat(change.scopes()).containsOnly(Scope.ADDRESS, Scope.NODE, Scope.USER, Scope.ROOM));
        assertThat(VersionTest.version1().endpoints())
                .filteredOn(endpoint -> endpoint.terms() != null)
                .allSatisfy(endpoint -> {
                    Resource resource = Objects.requireNonNull(endpoint.terms()).resource();
                    assertThat(Operations.resource(resource.name())).isEqualTo(resource);
                });
    }
}
