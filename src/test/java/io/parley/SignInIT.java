package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-ins on the real server: its settings, its sockets, its store. */
class SignInIT {
    private static final String SECRET = "correct horse battery";
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private ServerProcess server;

    @BeforeEach
    void start() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        server = start(0, secret);
    }

    private ServerProcess start(int port, Path secret) throws InterruptedException {
        return ServerProcess.start(
                        folder.resolve("data"),
                        port,
                        Map.of("PARLEY_ADMIN", "root", "PARLEY_ADMIN_PASSWORD_FILE", secret.toString()))
                .awaitReady();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String token, JsonObject body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> login(String password) throws Exception {
        return post("/login", "", new JsonObject().put("username", "root").put("password", password));
    }

    private JsonObject signedIn() throws Exception {
        HttpResponse<String> answer = login(SECRET);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private JsonSocket socket(String token) throws Exception {
        JsonSocket opened = JsonSocket.open(http, server.port(), token, new JsonArray(), frame -> {});
        opened.welcome().get(5, TimeUnit.SECONDS);
        return opened;
    }

    @Test
    void theFirstAdminIsMadeOnceAndKeepsThePassword() throws Exception {
        assertThat(signedIn().getJsonObject("user").getString("id")).isEqualTo("root");

        int port = server.port();
        assertThat(server.sigterm()).isZero();
        assertThat(server.output()).doesNotContain(SECRET);
        server = start(port, Files.writeString(folder.resolve("another"), "quite another password"));

        assertThat(login("quite another password").statusCode()).isEqualTo(401);
        signedIn();
    }

    @Test
    void signingOutClosesTheConnectionWithinASecondAndLetsNoneIn() throws Exception {
        String token = signedIn().getString("accessToken");
        String other = signedIn().getString("accessToken");
        JsonSocket mine = socket(token);
        JsonSocket others = socket(other);

        assertThat(post("/logout", token, new JsonObject()).statusCode()).isEqualTo(204);
        assertThatThrownBy(() -> socket(token))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("4401");

        assertThat(mine.closed().get(1, TimeUnit.SECONDS)).isEqualTo(4401);
        assertThat(others.closed()).isNotDone();
        others.abort();
    }

    @Test
    void aTicketLetsOneSocketIn() throws Exception {
        String token = signedIn().getString("accessToken");
        String ticket =
                new JsonObject(post("/ws-tickets", token, new JsonObject()).body()).getString("ticket");

        upgrade(ticket).abort();
        assertThatThrownBy(() -> upgrade(ticket))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        java.net.http.WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    private WebSocket upgrade(String ticket) throws Exception {
        return http.newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + server.port() + "/api/v1/ws?ticket=" + ticket),
                        new WebSocket.Listener() {})
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void aRefreshWhoseReplyWasLostWithTheServerIsRepeated() throws Exception {
        JsonObject first = new JsonObject().put("refreshToken", signedIn().getString("refreshToken"));
        JsonObject before = new JsonObject(post("/token/refresh", "", first).body());

        int port = server.port();
        server.kill9();
        server = start(port, folder.resolve("secret"));

        JsonObject after = new JsonObject(post("/token/refresh", "", first).body());
        assertThat(after.getString("refreshToken")).isNotNull().isEqualTo(before.getString("refreshToken"));
        assertThat(socket(before.getString("accessToken")).welcome()).isCompleted();
    }
}
