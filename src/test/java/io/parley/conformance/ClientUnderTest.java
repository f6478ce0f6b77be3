package io.parley.conformance;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that does what a test tells it to, right or wrong. */
final class ClientUnderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebSocketClient client;
    private final int port;
    private final String token;

    ClientUnderTest(Vertx vertx, Conformance kit, String scenario) {
        client = vertx.createWebSocketClient();
        port = kit.port();
        token = Scenario.TOKEN + scenario;
    }

    /** Connects and says hello, with the lobby from there on in epoch 1. */
    Line comes(long after) throws InterruptedException {
        JsonObject lobby = new JsonObject().put("room", "lobby").put("after", after);
        return comes(new JsonObject()
                .put("type", "hello")
                .put("token", token)
                .put("acks", true)
                .put("subscribe", new JsonArray().add(after > 0 ? lobby.put("epoch", 1) : lobby)));
    }

    Line comes(JsonObject hello) throws InterruptedException {
        Line line = new Line(client.connect(port, "127.0.0.1", "/api/v1/ws").await());
        line.says(hello);
        return line;
    }

    /** One connection. */
    static final class Line {
        private final WebSocket socket;
        private final BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();

        private Line(WebSocket socket) {
            this.socket = socket;
            socket.textMessageHandler(text -> heard.add(new JsonObject(text)));
        }

        void says(JsonObject frame) {
            socket.writeTextMessage(frame.encode());
        }

        void acks(long seq) {
            says(Frames.of("ack", "lobby").put("seq", seq));
        }

        void sends(String cid) {
            says(Frames.of("send", "lobby")
                    .put("id", cid)
                    .put("cid", cid)
                    .put("body", new JsonObject().put("text", "one")));
        }

        /** The next frame of that type; what comes before it is passed over. */
        JsonObject hears(String type) throws InterruptedException {
            while (true) {
                JsonObject frame = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("no " + type);
                }
                if (frame.getString("type").equals(type)) {
                    return frame;
                }
            }
        }

        int awaitClose() {
            await().atMost(PATIENCE).until(socket::isClosed);
            Short code = socket.closeStatusCode();
            return code == null ? 1006 : code;
        }
    }
}
