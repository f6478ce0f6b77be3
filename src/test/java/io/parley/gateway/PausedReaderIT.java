package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.EOFException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A reader that takes nothing, but whose TCP answers the probing of its closed window, has the stall timeout, not the heartbeat's. */
@Execution(ExecutionMode.CONCURRENT)
class PausedReaderIT {
    /** More than the reader's buffer takes, and less than the server's: nothing waits in the process. */
    private static final int MESSAGES = 6;

    private static final String TEXT = "x".repeat(7_000);

    @TempDir
    Path folder;

    @Test
    void withinTheStallTimeoutItIsHeldAliveThoughItsPingsCannotReachIt() throws Exception {
        assertThat(pausedFor(Duration.ofSeconds(20), "10m")).isTrue();
    }

    @Test
    void beyondItTheConnectionEnds() throws Exception {
        assertThat(pausedFor(Duration.ofSeconds(20), "3s")).isFalse();
    }

    /** Whether the connection still answers after that long, in which a silent peer would have been ended several times. */
    private boolean pausedFor(Duration pause, String stallTimeout) throws Exception {
        Map<String, String> settings = Map.of(
                "PARLEY_HEARTBEAT_INTERVAL", "1s",
                "PARLEY_HEARTBEAT_TIMEOUT", "1s",
                "PARLEY_HEARTBEAT_RETRIES", "2",
                "PARLEY_STALL_TIMEOUT", stallTimeout);
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), 0, settings).awaitReady()) {
            Rest.register(server.baseUrl(), "ada");
            Rest ada = Rest.signIn(server.baseUrl(), "ada");
            JsonObject room =
                    new JsonObject().put("id", "hall").put("name", "Hall").put("kind", "public");
            assertThat(ada.call("POST", "rooms", room).statusCode()).isEqualTo(201);
            try (RawClient reader = new RawClient(new Socket(), server.port(), 8_192)) {
                reader.upgrade();
                JsonObject hello = new JsonObject()
                        .put("type", "hello")
                        .put("token", ada.token())
                        .put("subscribe", JsonArray.of(new JsonObject().put("room", "hall")));
                reader.send(text(hello.encode()));
                assertThat(reader.frame().first()).isEqualTo(FIN | Opcode.TEXT);
                for (int i = 0; i < MESSAGES; i++) {
                    JsonObject message =
                            new JsonObject().put("cid", "c" + i).put("body", new JsonObject().put("text", TEXT));
                    assertThat(ada.call("POST", "rooms/hall/messages", message).statusCode())
                            .isEqualTo(201);
                }

                await().pollDelay(pause).atMost(pause.multipliedBy(2)).until(() -> true);

                return answers(reader);
            }
        }
    }

    private static boolean answers(RawClient reader) throws Exception {
        try {
            reader.send(frame(FIN | Opcode.PING));
            RawClient.Frame next = reader.frame();
            while (next.first() != (FIN | Opcode.PONG)) {
                if (next.first() == (FIN | Opcode.CLOSE)) {
                    return false;
                }
                next = reader.frame();
            }
            return true;
        } catch (EOFException | SocketException over) {
            return false;
        }
    }
}
