package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.TestIssuer;
import io.parley.testkit.TestKey;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product's own users and its backend, on a whole node over real sockets. */
class EmbeddingTest {
    private static final String SECRET = "correct horse battery";
    private final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private TestKey key;
    private TestIssuer issuer;
    private TestNode server;

    @BeforeEach
    void start() throws Exception {
        key = TestKey.p256("k1");
        issuer = new TestIssuer(vertx, "https://id.example", key);
        Map<String, String> settings = Map.of(
                "jwt.issuers", issuer.setting(), "admin", "boss", "admin.password", SECRET, "registration", "closed");
        server = TestNode.start(folder.resolve("data"), settings);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private String token(String user, String jti, long lifeSeconds) throws Exception {
        long now = System.currentTimeMillis() / 1_000;
        return key.token(issuer.claims(user, now, jti).put("exp", now + lifeSeconds));
    }

    private HttpResponse<String> post(String path, String token, JsonObject body, @Nullable String user)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (user != null) {
            request.header("X-Parley-User", user);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private JsonObject made(String path, String token, JsonObject body, @Nullable String user) throws Exception {
        HttpResponse<String> answer = post(path, token, body, user);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return new JsonObject(answer.body());
    }

    private JsonSocket socket(String token) throws Exception {
        JsonSocket opened = JsonSocket.open(http, server.node().port(), token, new JsonArray(), heard::add);
        opened.welcome().get(5, TimeUnit.SECONDS);
        return opened;
    }

    private WebSocket upgrade(String query, String... headers) throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.buildAsync(
                        URI.create("ws://127.0.0.1:" + server.node().port() + "/api/v1/ws" + query),
                        new WebSocket.Listener() {})
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void signingOutClosesAnIssuersConnectionWithinASecondAndLetsTheTokenInNoMore() throws Exception {
        String token = token("ada", "1", 300);
        JsonSocket mine = socket(token);
        JsonSocket others = socket(token("ada", "2", 300));

        assertThat(post("/logout", token, new JsonObject(), null).statusCode()).isEqualTo(204);

        assertThat(mine.closed().get(1, TimeUnit.SECONDS)).isEqualTo(4401);
        assertThatThrownBy(() -> socket(token))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("4401");
        assertThat(others.closed()).isNotDone();
        others.abort();
    }

    @Test
    void aConnectionEndsWithItsTokenUnlessANewerOneOfTheSameUserCame() throws Exception {
        JsonSocket refreshed = socket(token("ada", "1", 2));
        JsonSocket left = socket(token("ada", "2", 2));
        refreshed.send(new JsonObject().put("type", "refresh").put("id", "r").put("token", token("ada", "3", 300)));
        refreshed.send(new JsonObject().put("type", "refresh").put("id", "no").put("token", token("eva", "4", 300)));

        assertThat(left.closed().get(5, TimeUnit.SECONDS)).isEqualTo(4401);
        Awaitility.await().until(() -> heard.stream().anyMatch(frame -> "no".equals(frame.getString("id"))));
        assertThat(heard)
                .filteredOn(frame -> frame.getString("id") != null)
                .extracting(frame -> frame.getString("type") + " " + frame.getString("id"))
                .containsExactlyInAnyOrder("ok r", "error no");
        assertThat(refreshed.closed()).isNotDone();
        refreshed.abort();
    }

    @Test
    void aBackendMakesUsersAndRoomsSpeaksForThemAndLetsTheirSocketsIn() throws Exception {
        JsonObject credentials = new JsonObject().put("username", "boss").put("password", SECRET);
        String admin = made("/login", "", credentials, null).getString("accessToken");
        JsonArray scopes = JsonArray.of("users", "rooms", "messages", "tickets");
        String backend = made(
                        "/service-keys",
                        admin,
                        new JsonObject().put("name", "shop").put("scopes", scopes),
                        null)
                .getString("key");

        made("/users", backend, new JsonObject().put("username", "ida"), null);
        JsonObject den = new JsonObject().put("id", "den").put("name", "Den").put("kind", "private");
        made("/rooms", backend, den, "ida");
        JsonObject hello = new JsonObject().put("cid", "c1").put("body", new JsonObject().put("text", "hello"));
        assertThat(made("/rooms/den/messages", backend, hello, "ida").getLong("seq"))
                .isPositive();
        String ticket = made("/ws-tickets", backend, new JsonObject(), "ida").getString("ticket");
        upgrade("?ticket=" + ticket).abort();

        assertThatThrownBy(() -> upgrade("", "Authorization", "Bearer " + backend))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
        assertThatThrownBy(() -> socket(backend)).hasMessageContaining("4401");
    }

    @Test
    void anIssuerWhoIsDownStopsNoStartAndItsTokensAreRefusedMeanwhile() throws Exception {
        issuer.answer(request -> {
            var unused = request.connection().close();
        });
        server.close();
        server = TestNode.start(folder.resolve("again"), Map.of("jwt.issuers", issuer.setting()));

        assertThat(post("/logout", token("ada", "1", 300), new JsonObject(), null)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aKeyFileThatIsMissingStopsTheStartWithALineThatNamesIt() throws Exception {
        String file = folder.resolve("none.json").toString();

        assertThatThrownBy(() -> TestNode.start(
                        Files.createDirectory(folder.resolve("never")),
                        Map.of("jwt.issuers", "https://id.example = " + file + "; audience=chat")))
                .hasMessageContaining("jwt key file " + file);
    }
}
