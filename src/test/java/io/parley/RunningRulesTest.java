package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.Rest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningRulesTest {
    private static final int PER_SECOND = 100;
    private static final int BURST = 50;
    /** Answered, and not yet heard of. */
    private static final int UNDER_WAY = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unsaid = new AtomicLong();

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    @Test
    void aRuleSetToAHundredASecondWhileAClientSendsIsInForceAndSoIsItsEnd() throws Exception {
        Path file = folder.resolve("parley.yaml");
        String base =
                "http: {host: 127.0.0.1, port: 0}\nrate.per.second: 5000\ndata.dir: " + folder.resolve("data") + "\n";
        Files.writeString(file, base);
        try (TestNode node = TestNode.start(() -> Config.of(
                Settings.ALL, new ConfigSources(Settings.ALL).file(file).given()))) {
            JsonSocket socket = join(node);
            var unused = clock.scheduleAtFixedRate(() -> say(socket, 20), 0, 40, TimeUnit.MILLISECONDS);
            await().atMost(PATIENCE).until(() -> sent.get() > 1_000);
            assertThat(refused).hasValue(0);

            Files.writeString(file, base + "rules: {send/user: " + PER_SECOND + "/s burst " + BURST + "}\n");
            await().atMost(PATIENCE).until(() -> refused.get() > 0);
            long before = sent.get();
            long since = System.nanoTime();
            await().atMost(PATIENCE).until(() -> System.nanoTime() - since > 3_000_000_000L && refused.get() > 100);
            long through = sent.get() - before;
            double seconds = (System.nanoTime() - since) / 1e9;
            assertThat(through).isPositive().isLessThanOrEqualTo((long) (PER_SECOND * seconds) + BURST + UNDER_WAY);
            assertThat(unsaid).as("refusals without retryAfterMs").hasValue(0);

            Files.writeString(file, base);
            await().atMost(PATIENCE).until(() -> {
                long refusedBefore = refused.get();
                long sentBefore = sent.get();
                await().atMost(PATIENCE).until(() -> sent.get() > sentBefore + 2 * (BURST + UNDER_WAY));
                return refused.get() == refusedBefore;
            });
            socket.abort();
        }
    }

    private JsonSocket join(TestNode node) throws Exception {
        Rest.register(node.baseUrl(), "ada");
        Rest ada = Rest.signIn(node.baseUrl(), "ada");
        ada.call(
                "POST",
                "rooms",
                new JsonObject().put("id", "harbour").put("name", "Harbour").put("kind", "public"));
        JsonSocket socket = JsonSocket.open(
                HttpClient.newHttpClient(), node.node().port(), ada.token(), new JsonArray(), this::hear);
        socket.welcome().get(10, TimeUnit.SECONDS);
        return socket;
    }

    private void say(JsonSocket socket, int times) {
        for (int i = 0; i < times; i++) {
            String cid = "c" + made.incrementAndGet();
            socket.send(new JsonObject()
                    .put("type", "send")
                    .put("id", cid)
                    .put("room", "harbour")
                    .put("cid", cid)
                    .put("body", new JsonObject().put("text", "x")));
        }
    }

    private void hear(JsonObject frame) {
        switch (frame.getString("type")) {
            case "sent" -> sent.incrementAndGet();
            case "error" -> {
                boolean told = "rate_limited".equals(frame.getString("code")) && frame.getLong("retryAfterMs", 0L) > 0;
                unsaid.addAndGet(told ? 0 : 1);
                refused.incrementAndGet();
            }
            default -> {}
        }
    }
}
