package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.protocol.CloseReason;
import io.parley.testkit.CutNetwork;
import io.parley.testkit.JsonSocket;
import io.parley.testkit.Needs;
import io.parley.testkit.Rest;
import io.parley.testkit.RunningProcess;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who is gone without a FIN is gone after timeout times retries, and nobody else is. */
@Execution(ExecutionMode.CONCURRENT)
class VanishedPeerIT {
    private static final int RETRIES = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration DEAD = TIMEOUT.multipliedBy(RETRIES);
    /** An interval, a look each second and the time for a peer's Close, on a machine that has other things to do. */
    private static final Duration LATEST = DEAD.plusSeconds(12);

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static String token;

    private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = Map.of(
                "PARLEY_HTTP_HOST",
                "0.0.0.0",
                "PARLEY_HEARTBEAT_INTERVAL",
                "1s",
                "PARLEY_HEARTBEAT_TIMEOUT",
                TIMEOUT.toSeconds() + "s",
                "PARLEY_HEARTBEAT_RETRIES",
                Integer.toString(RETRIES));
        server = ServerProcess.start(folder.resolve("data"), 0, settings).awaitReady();
        Rest.register(server.baseUrl(), "ada");
        token = Rest.signIn(server.baseUrl(), "ada").token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoFallsSilentIsPingedAndToldThatItIsHeldDead() throws Exception {
        JsonSocket neighbour = neighbour();
        try (RawClient client = new RawClient(server.port())) {
            client.socket.setSoTimeout((int) LATEST.toMillis());
            client.upgrade();
            client.send(text(hello()));
            long silent = System.nanoTime();

            List<RawClient.Frame> pings = new ArrayList<>();
            RawClient.Frame frame = client.frame();
            while (frame.first() != (FIN | Opcode.CLOSE)) {
                if (frame.first() == (FIN | Opcode.PING)) {
                    pings.add(frame);
                }
                frame = client.frame();
            }

            assertThat(frame.code()).isEqualTo(CloseReason.UNRESPONSIVE.code());
            assertThat(Duration.ofNanos(System.nanoTime() - silent)).isBetween(DEAD, LATEST);
            assertThat(pings).hasSize(RETRIES);
        }
        stillThere(neighbour);
    }

    @Test
    @Needs(Tool.NETWORKS)
    void whoseNetworkIsCutIsGoneThoughNothingTellsTheServer() throws Exception {
        JsonSocket neighbour = neighbour();
        try (CutNetwork network = CutNetwork.laid();
                RunningProcess client = overThere(network)) {
            client.awaitLine(VanishingClient.WELCOMED);
            assertThat(CutNetwork.connected()).isTrue();

            network.cut();
            long cut = System.nanoTime();

            await().atMost(LATEST).until(() -> !CutNetwork.connected());
            assertThat(Duration.ofNanos(System.nanoTime() - cut)).isGreaterThan(DEAD);
        }
        stillThere(neighbour);
    }

    private static RunningProcess overThere(CutNetwork network) throws Exception {
        List<String> command = new ArrayList<>(network.overThere());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                VanishingClient.class.getName(),
                "ws://" + CutNetwork.NEAR + ":" + server.port() + TestGateway.PATH,
                token));
        return RunningProcess.start(folder, Map.of(), command.toArray(String[]::new));
    }

    private static String hello() {
        return new JsonObject().put("type", "hello").put("token", token).encode();
    }

    /** Its client answers pings. */
    private JsonSocket neighbour() throws Exception {
        JsonSocket neighbour = JsonSocket.open(
                HttpClient.newHttpClient(),
                server.port(),
                token,
                JsonArray.of(),
                frame -> heard.add(frame.getString("type")));
        neighbour.welcome().get(10, TimeUnit.SECONDS);
        return neighbour;
    }

    private void stillThere(JsonSocket neighbour) {
        assertThat(neighbour.closed()).isNotDone();
        neighbour.send(new JsonObject().put("type", "ping").put("id", "p"));
        await().until(() -> heard.contains("pong"));
        neighbour.abort();
    }
}
