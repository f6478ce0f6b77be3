package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.proto.v1.Wire;
import io.parley.testkit.JsonSocket;
import io.parley.testkit.ProtobufSocket;
import io.parley.testkit.Rest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JSON client and a Protobuf client see each other come, type and read, on a whole node over real sockets. */
class PeopleOverSocketsTest {
    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

    @Test
    void whatOneDoesTheOtherSeesInEitherCodec() throws Exception {
        try (TestNode server = TestNode.start(folder, Map.of("drain", "2s"))) {
            Rest.register(server.baseUrl(), "ada");
            Rest.register(server.baseUrl(), "bob");
            Rest ada = Rest.signIn(server.baseUrl(), "ada");
            Rest bob = Rest.signIn(server.baseUrl(), "bob");
            JsonObject den = new JsonObject()
                    .put("id", "den")
                    .put("name", "Den")
                    .put("kind", "private")
                    .put("members", JsonArray.of("bob"));
            assertThat(ada.call("POST", "rooms", den).statusCode()).isEqualTo(201);
            JsonSocket json = JsonSocket.open(
                    http,
                    server.node().port(),
                    ada.token(),
                    JsonArray.of(new JsonObject().put("room", "den")),
                    heard::add);
            json.welcome().get(10, TimeUnit.SECONDS);
            try (ProtobufSocket protobuf =
                    new ProtobufSocket(http, server.node().port())) {
                protobuf.say(hello(bob.token()));

                seenByJson(protobuf);
                seenByProtobuf(json, protobuf);
                seenByRest(ada);
            }
            json.abort();
        }
    }

    private static Wire.ClientFrame hello(String token) {
        return Wire.ClientFrame.newBuilder()
                .setHello(Wire.Hello.newBuilder()
                        .setToken(token)
                        .addSubscribe(Wire.Subscribe.newBuilder().setRoom("den")))
                .build();
    }

    private void seenByJson(ProtobufSocket bob) throws InterruptedException {
        hear(bob, Wire.ServerFrame::hasWelcome);
        awaitJson(frame("presence").put("user", "bob").put("status", "online"));
        bob.say(Wire.ClientFrame.newBuilder()
                .setTyping(Wire.Typing.newBuilder().setRoom("den").setOn(true))
                .build());
        awaitJson(frame("typing").put("room", "den").put("user", "bob").put("on", true));
        bob.say(Wire.ClientFrame.newBuilder()
                .setRead(Wire.Read.newBuilder().setRoom("den").setSeq(2))
                .build());
        awaitJson(frame("receipt").put("room", "den").put("user", "bob").put("read", 2));
        bob.say(Wire.ClientFrame.newBuilder()
                .setPresence(Wire.Presence.newBuilder().setStatus("dnd"))
                .build());
        awaitJson(frame("presence").put("user", "bob").put("status", "dnd"));
    }

    private static void seenByProtobuf(JsonSocket ada, ProtobufSocket bob) throws InterruptedException {
        ada.send(frame("typing").put("room", "den").put("on", true));
        Wire.UserTyping typing = hear(bob, Wire.ServerFrame::hasTyping).getTyping();
        assertThat(typing.getUser()).isEqualTo("ada");
        assertThat(typing.getOn()).isTrue();
        ada.send(frame("read").put("room", "den").put("seq", 3));
        Wire.Receipt receipt = hear(bob, Wire.ServerFrame::hasReceipt).getReceipt();
        assertThat(receipt.getUser() + receipt.getRead()).isEqualTo("ada3");
        ada.send(frame("presence").put("status", "away"));
        Wire.UserPresence away = hear(
                        bob,
                        said -> said.hasPresence()
                                && said.getPresence().getUser().equals("ada")
                                && said.getPresence().getStatus().equals("away"))
                .getPresence();
        assertThat(away.hasLastSeen()).isFalse();
    }

    private static void seenByRest(Rest ada) throws Exception {
        assertThat(ada.get("presence?users=bob,ada").encode())
                .isEqualTo("{\"items\":[{\"user\":\"bob\",\"status\":\"dnd\"},{\"user\":\"ada\",\"status\":\"away\"}],"
                        + "\"next\":null}");
        JsonArray receipts = ada.get("rooms/den/messages/2/receipts").getJsonArray("items");
        assertThat(receipts).hasSize(2).allSatisfy(item -> {
            assertThat(((JsonObject) item).getBoolean("read")).isTrue();
            assertThat(((JsonObject) item).getLong("readAt"))
                    .isGreaterThanOrEqualTo(((JsonObject) item).getLong("storedAt"));
        });
    }

    private static Wire.ServerFrame hear(ProtobufSocket socket, Predicate<Wire.ServerFrame> wanted)
            throws InterruptedException {
        Wire.ServerFrame frame = socket.hear();
        while (!wanted.test(frame)) {
            frame = socket.hear();
        }
        return frame;
    }

    private void awaitJson(JsonObject frame) {
        await().until(() -> heard.contains(frame));
    }

    private static JsonObject frame(String type) {
        return new JsonObject().put("type", type);
    }
}
