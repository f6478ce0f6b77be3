package io.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Slow is not dead: not even where the dead are found out in ten seconds. */
@Execution(ExecutionMode.CONCURRENT)
class SlowReaderIT {
    private static final Duration SLOW = Duration.ofMinutes(1);
    private static final int PER_TICK = 10;
    private static final int TICKS_PER_SECOND = 20;
    private static final String TEXT = "slow is not dead ".repeat(120);
    private static final int SHARE = 100;
    private static final Map<String, String> SETTINGS = Map.of(
            "PARLEY_HEARTBEAT_INTERVAL", "1s",
            "PARLEY_HEARTBEAT_TIMEOUT", "3s",
            "PARLEY_HEARTBEAT_RETRIES", "3",
            "PARLEY_RATE_PER_SECOND", "1000000");

    @TempDir
    Path folder;

    private final AtomicLong said = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong shownBytes = new AtomicLong();

    @Test
    void aReaderAtAHundredthOfTheSpeedForAMinuteIsNotDroppedAndLosesNothing() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), 0, SETTINGS).awaitReady()) {
            String token = furnish(server);
            try (SlowReader plain = new SlowReader(server.port(), token, "hall", false);
                    SlowReader acking = new SlowReader(server.port(), token, "hall", true)) {
                List<SlowReader> readers = List.of(plain, acking);
                readers.forEach(reader -> Thread.ofPlatform().daemon().start(reader));
                JsonSocket speaker = JsonSocket.open(
                        HttpClient.newHttpClient(),
                        server.port(),
                        token,
                        JsonArray.of(new JsonObject().put("room", "hall")),
                        this::hear);
                speaker.welcome().get(10, TimeUnit.SECONDS);

                speak(speaker, readers);
                await().atMost(Duration.ofSeconds(20)).until(() -> stored.get() == said.get());
                assertThat(readers).allSatisfy(reader -> {
                    assertThat(reader.faults()).isEmpty();
                    assertThat(reader.seq()).isBetween(10L, head.get() / 20);
                });

                for (SlowReader reader : readers) {
                    reader.allow(Integer.MAX_VALUE / 2);
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> reader.seq() == head.get()
                                    || !reader.faults().isEmpty());
                    assertThat(reader.faults()).isEmpty();
                    reader.ping();
                    await().until(reader::ponged);
                    assertThat(reader.faults()).isEmpty();
                }
                speaker.abort();
            }
        }
    }

    private static String furnish(ServerProcess server) throws Exception {
        Rest.register(server.baseUrl(), "ada");
        Rest ada = Rest.signIn(server.baseUrl(), "ada");
        JsonObject room = new JsonObject().put("id", "hall").put("name", "Hall").put("kind", "public");
        assertThat(ada.call("POST", "rooms", room).statusCode()).isEqualTo(201);
        return ada.token();
    }

    /** For that long, while the readers are allowed their share of what there is to read. */
    private void speak(JsonSocket speaker, List<SlowReader> readers) throws InterruptedException {
        AtomicLong allowed = new AtomicLong();
        CountDownLatch ticks = new CountDownLatch((int) SLOW.toSeconds() * TICKS_PER_SECOND);
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            var unused = clock.scheduleAtFixedRate(
                    () -> {
                        for (int i = 0; i < PER_TICK; i++) {
                            speaker.send(message(said.incrementAndGet()));
                        }
                        int more = (int) (shownBytes.get() / SHARE - allowed.get());
                        allowed.addAndGet(more);
                        readers.forEach(reader -> reader.allow(more));
                        ticks.countDown();
                    },
                    0,
                    1_000 / TICKS_PER_SECOND,
                    TimeUnit.MILLISECONDS);
            assertThat(ticks.await(2 * SLOW.toSeconds(), TimeUnit.SECONDS)).isTrue();
            clock.shutdownNow();
        }
    }

    private static JsonObject message(long number) {
        return new JsonObject()
                .put("type", "send")
                .put("room", "hall")
                .put("cid", "c" + number)
                .put("body", new JsonObject().put("text", TEXT));
    }

    private void hear(JsonObject frame) {
        switch (frame.getString("type")) {
            case "entry" -> shownBytes.addAndGet(frame.encode().length());
            case "sent" -> {
                head.accumulateAndGet(frame.getLong("seq"), Math::max);
                stored.incrementAndGet();
            }
            default -> {}
        }
    }
}
