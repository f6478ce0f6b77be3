package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.proto.v1.Wire;
import io.parley.testkit.JsonSocket;
import io.parley.testkit.ProtobufSocket;
import io.parley.testkit.Rest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New types of frames on a whole node: a handler in its process and a service on its bus, and nothing else changed. */
class ExtensionsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    @TempDir
    static Path folder;

    private static TestNode server;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        server = TestNode.start(folder, Map.of());
        Rest.register(server.baseUrl(), "ada");
        token = Rest.signIn(server.baseUrl(), "ada").token();
        server.node().extensions().register("double", call -> {
            int number = new JsonObject(call.payload()).getInteger("number");
            return Future.succeededFuture(
                    new JsonObject().put("number", 2 * number).put("for", call.user()));
        });
        server.node()
                .extensions()
                .register("never", call -> Promise.<JsonObject>promise().future());
        server.node()
                .bus()
                .<JsonObject>consumer(
                        "parley.x.weather",
                        asked -> asked.reply(new JsonObject()
                                .put("city", asked.body().getString("city"))
                                .put("for", asked.headers().get("user"))));
        server.node().bus().consumer("parley.x.silent", asked -> {});
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aHandlerInThisProcessAnswersEitherCodec() throws Exception {
        JsonObject expected = new JsonObject().put("number", 42).put("for", "ada");

        assertThat(overJson("x.double", new JsonObject().put("number", 21)))
                .isEqualTo(expected.copy().put("type", "x.double").put("id", "1"));
        assertThat(answer(overProtobuf("double", "{\"number\":21}"))).isEqualTo(expected);
    }

    @Test
    void aServiceOnTheBusAnswersEitherCodec() throws Exception {
        JsonObject expected = new JsonObject().put("city", "Oslo 奥斯陆").put("for", "ada");

        assertThat(overJson("x.weather", new JsonObject().put("city", "Oslo 奥斯陆")))
                .isEqualTo(expected.copy().put("type", "x.weather").put("id", "1"));
        assertThat(answer(overProtobuf("weather", "{\"city\":\"Oslo 奥斯陆\"}"))).isEqualTo(expected);
    }

    @Test
    void whoDoesNotAnswerInTimeIsNotWaitedFor() throws Exception {
        long asked = System.nanoTime();
        JsonObject refused = overJson("x.never", new JsonObject());
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isBetween(DEADLINE, DEADLINE.multipliedBy(3));
        assertThat(refused.getString("code")).isEqualTo("timeout");
        assertThat(refused.getBoolean("temporary")).isTrue();

        assertThat(overProtobuf("silent", "{}").getError().getCode()).isEqualTo("timeout");
    }

    @Test
    void aTypeThatNobodyAnswersIsUnknown() throws Exception {
        assertThat(overJson("x.nobody", new JsonObject()).getString("code")).isEqualTo("unknown_type");
        assertThat(overProtobuf("nobody", "{}").getError().getCode()).isEqualTo("unknown_type");
    }

    private static JsonObject overJson(String type, JsonObject fields) throws Exception {
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        JsonSocket socket = JsonSocket.open(HTTP, server.node().port(), token, JsonArray.of(), heard::add);
        try {
            socket.welcome().get(10, TimeUnit.SECONDS);
            heard.remove();
            socket.send(fields.copy().put("type", type).put("id", "1"));
            JsonObject reply = heard.poll(10, TimeUnit.SECONDS);
            while (reply != null && !"1".equals(reply.getString("id"))) {
                reply = heard.poll(10, TimeUnit.SECONDS);
            }
            assertThat(reply).as("a reply").isNotNull();
            return reply == null ? fields : reply;
        } finally {
            socket.abort();
        }
    }

    private static Wire.ServerFrame overProtobuf(String name, String payload) throws Exception {
        try (ProtobufSocket socket = new ProtobufSocket(HTTP, server.node().port())) {
            socket.say(Wire.ClientFrame.newBuilder()
                    .setHello(Wire.Hello.newBuilder().setToken(token))
                    .build());
            assertThat(socket.hear().hasWelcome()).isTrue();
            socket.say(Wire.ClientFrame.newBuilder()
                    .setId("1")
                    .setExtension(Wire.Extension.newBuilder().setName(name).setPayload(payload))
                    .build());
            Wire.ServerFrame reply = socket.hear();
            while (!reply.getId().equals("1")) {
                reply = socket.hear();
            }
            return reply;
        }
    }

    private static JsonObject answer(Wire.ServerFrame frame) {
        return new JsonObject(frame.getAnswer().getPayload());
    }
}
