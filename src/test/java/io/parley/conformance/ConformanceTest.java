package io.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.conformance.ClientUnderTest.Line;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kit passes what is right, and says of what is wrong why. */
class ConformanceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Vertx vertx;
    private Conformance kit;

    @BeforeAll
    static void begin() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void end() {
        vertx.close().await();
    }

    @BeforeEach
    void open() {
        kit = Conformance.start(vertx, 0).await();
    }

    @AfterEach
    void close() {
        kit.close().await();
    }

    @Test
    void whoDoesAsTheScenarioAsksPasses() throws Exception {
        assertThat(verdict("cut-in-send")).isEqualTo("waiting");
        Line first = client("cut-in-send").comes(0);
        first.hears("welcome");
        first.sends("a");
        first.awaitClose();
        assertThat(verdict("cut-in-send")).isEqualTo("running");
        Line second = client("cut-in-send").comes(0);
        second.hears("welcome");
        second.sends("a");
        assertThat(second.hears("sent").getBoolean("duplicate")).isTrue();
        second.acks(1);

        assertThat(judged("cut-in-send")).isEqualTo("passed");
    }

    @Test
    void aRetryUnderAnotherCidFails() throws Exception {
        Line first = client("send-busy").comes(0);
        first.hears("welcome");
        first.sends("a");
        first.hears("error");
        first.sends("b");

        assertThat(judged("send-busy")).isEqualTo("failed");
        assertThat(why("send-busy")).contains("under another cid", "b for a");
    }

    @Test
    void aRetryThatDoesNotWaitFails() throws Exception {
        Line first = client("send-rate-limited").comes(0);
        first.hears("welcome");
        first.sends("a");
        first.hears("error");
        first.sends("a");
        first.hears("error");
        first.sends("a");

        assertThat(judged("send-rate-limited")).isEqualTo("failed");
        assertThat(why("send-rate-limited")).contains("not before 1750 ms");
    }

    @Test
    void whoTriesAgainWhatIsRefusedForGoodFails() throws Exception {
        Line line = client("send-muted").comes(0);
        line.hears("welcome");
        line.sends("a");
        line.hears("error");
        line.says(Frames.of("send", "lobby").put("cid", "b").put("body", new JsonObject().put("text", "two")));
        line.hears("sent");
        for (int attempt = 0; attempt < 2; attempt++) {
            line.sends("a");
        }

        assertThat(judged("send-muted")).isEqualTo("failed");
        assertThat(why("send-muted")).contains("nothing more was due");
    }

    @Test
    void anAckOfWhatWasNeverShownFails() throws Exception {
        Line line = client("rewound").comes(0);
        line.hears("welcome");
        line.acks(900);

        assertThat(judged("rewound")).isEqualTo("failed");
        assertThat(why("rewound")).contains("an ack of 900");
    }

    @Test
    void acksThatStandForTooMuchFail() throws Exception {
        Line line = client("flood").comes(0);
        line.hears("welcome");
        for (long seq = 1; seq <= 2_000; seq++) {
            line.hears("entry");
            if (seq % 128 == 0 || seq == 2_000) {
                line.acks(seq);
            }
        }

        assertThat(judged("flood")).isEqualTo("failed");
        assertThat(why("flood")).contains("128 entries");
    }

    @Test
    void whoPassesOverAHoleFails() throws Exception {
        Line line = client("hole").comes(0);
        line.hears("welcome");
        line.acks(5);

        assertThat(judged("hole")).isEqualTo("failed");
        assertThat(why("hole")).contains("no subscribe");
    }

    @Test
    void whoComesBackWithoutItsCursorFails() throws Exception {
        Line first = client("cut-fin").comes(0);
        first.hears("welcome");
        first.acks(2);
        first.awaitClose();
        client("cut-fin").comes(1);

        assertThat(judged("cut-fin")).isEqualTo("failed");
        assertThat(why("cut-fin")).contains("lobby after 1; it has come to 2");
    }

    @Test
    void whoComesBackWhereItMustNotFails() throws Exception {
        Line first = client("close-4403").comes(0);
        first.hears("entry");
        first.acks(1);
        assertThat(first.awaitClose()).isEqualTo(4403);
        client("close-4403").comes(1);

        assertThat(judged("close-4403")).isEqualTo("failed");
        assertThat(why("close-4403")).contains("connected again");
    }

    @Test
    void aFrameThatAServerRefusesFails() throws Exception {
        Line line = client("send").comes(0);
        line.hears("welcome");
        line.says(new JsonObject().put("type", "send").put("room", "lobby"));

        assertThat(judged("send")).isEqualTo("failed");
        assertThat(why("send")).contains("a frame that a server refuses");
    }

    @Test
    void whatIsOverIsPlayedAnewWhenItWasForgotten() throws Exception {
        Line line = client("rewound").comes(0);
        line.hears("welcome");
        line.acks(900);
        assertThat(judged("rewound")).isEqualTo("failed");
        assertThat(client("rewound").comes(0).awaitClose()).isEqualTo(4401);

        HTTP.send(request("/scenarios/rewound").DELETE().build(), BodyHandlers.discarding());
        assertThat(verdict("rewound")).isEqualTo("waiting");
        client("rewound").comes(0).hears("welcome");
    }

    @Test
    void whoIsMetWithSilenceDoesNotKeepTheKitFromClosing() throws Exception {
        client("never-welcomed").comes(0);
        await().atMost(PATIENCE).until(() -> verdict("never-welcomed").equals("running"));

        kit.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aTokenThatNamesNoScenarioIsRefused() throws Exception {
        assertThat(client("no-such-thing").comes(0).awaitClose()).isEqualTo(4401);
    }

    @Test
    void everyScenarioIsListedWithASentenceAndDescribed() throws Exception {
        JsonArray items = get("/scenarios").getJsonArray("items");
        assertThat(items).hasSizeGreaterThan(70).allSatisfy(item -> {
            JsonObject scenario = (JsonObject) item;
            assertThat(scenario.getString("about")).endsWith(".");
            JsonObject described = get("/scenarios/" + scenario.getString("name"));
            assertThat(described.getMap()).containsKeys("task", "shown", "sends", "state", "verdict", "why");
        });
    }

    @Test
    void theGoldenFramesAndTheGuideAreThere() throws Exception {
        assertThat(get("/frames").getJsonArray("items")).contains("server-welcome", "client-hello-full");
        assertThat(get("/frames/client-ack").getString("type")).isEqualTo("ack");
        assertThat(answer("/").body()).contains("Is your client right?");
        assertThat(answer("/nothing").statusCode()).isEqualTo(404);
    }

    private ClientUnderTest client(String scenario) {
        return new ClientUnderTest(vertx, kit, scenario);
    }

    private String judged(String scenario) {
        await().atMost(PATIENCE).until(() -> !verdict(scenario).equals("running"));
        return verdict(scenario);
    }

    private String verdict(String scenario) {
        return get("/scenarios/" + scenario).getString("verdict");
    }

    private String why(String scenario) {
        return get("/scenarios/" + scenario).getString("why");
    }

    private JsonObject get(String path) {
        return new JsonObject(answer(path).body());
    }

    private HttpResponse<String> answer(String path) {
        return HTTP.sendAsync(request(path).build(), BodyHandlers.ofString()).join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kit.port() + path));
    }
}
