package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.Rest;
import io.parley.testkit.TestCertificate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningChangesTest {
    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aHeartbeatInParleyYamlIsSoonInForceAndAWrongOneNever() throws Exception {
        Path file = folder.resolve("parley.yaml");
        String base = "http: {host: 127.0.0.1, port: 0}\ndata.dir: " + folder.resolve("data") + "\n";
        Files.writeString(file, base);
        try (TestNode node = TestNode.start(() -> Config.of(
                Settings.ALL, new ConfigSources(Settings.ALL).file(file).given()))) {
            Rest.register(node.baseUrl(), "ada");
            String token = Rest.signIn(node.baseUrl(), "ada").token();
            assertThat(heartbeatMs(node, token)).isEqualTo(25_000);

            Files.writeString(file, base + "heartbeat: {interval: 2s, timeout: 3s}\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> heartbeatMs(node, token) == 2_000);

            Files.writeString(file, base + "heartbeat.interval: never\n");
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> heartbeatMs(node, token) == 2_000);
        }
    }

    private long heartbeatMs(TestNode node, String token) throws Exception {
        JsonSocket socket = JsonSocket.open(http, node.node().port(), token, new JsonArray(), frame -> {});
        try {
            return socket.welcome().get(10, TimeUnit.SECONDS).getLong("heartbeatMs");
        } finally {
            socket.abort();
        }
    }

    @Test
    void aCertificateIsReplacedUnderRestAndSocketAlike() throws Exception {
        TestCertificate before = install(TestCertificate.make(folder));
        Map<String, String> settings = Map.of(
                "tls.cert", folder.resolve("chain.pem").toString(),
                "tls.key", folder.resolve("key.pem").toString());
        try (TestNode node = TestNode.start(folder.resolve("data"), settings)) {
            HttpClient early = client(before);
            assertThat(status(early, node)).isEqualTo(200);
            CompletableFuture<String> answer = new CompletableFuture<>();
            WebSocket socket = early.newWebSocketBuilder()
                    .subprotocols("parley.v1.json")
                    .buildAsync(
                            URI.create("wss://127.0.0.1:" + node.node().port() + "/api/v1/ws"), new FirstFrame(answer))
                    .get(10, TimeUnit.SECONDS);

            TestCertificate after = install(TestCertificate.make(folder));

            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> status(client(after), node) == 200);
            var unused = socket.sendText(
                    new JsonObject().put("type", "ping").put("id", "1").encode(), true);
            assertThat(answer.get(10, TimeUnit.SECONDS)).contains("\"id\":\"1\"");
            socket.abort();
        }
    }

    private TestCertificate install(TestCertificate certificate) throws Exception {
        certificate.writeKey(folder.resolve("key.pem"));
        certificate.writeChain(folder.resolve("chain.pem"));
        return certificate;
    }

    private static HttpClient client(TestCertificate trusted) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(trusted.client())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static int status(HttpClient client, TestNode node) throws IOException, InterruptedException {
        URI ready = URI.create("https://127.0.0.1:" + node.node().port() + "/health/ready");
        return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private record FirstFrame(CompletableFuture<String> text) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return CompletableFuture.completedFuture(null);
        }
    }
}
