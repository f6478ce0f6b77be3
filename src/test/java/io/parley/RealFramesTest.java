package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.json.SocketContract;
import io.parley.testkit.JsonSocket;
import io.parley.testkit.Rest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole node says over a real socket, from hello to goodbye, is what {@code asyncapi.yaml} says that it says. */
class RealFramesTest {
    /** Those that a node of this version has reason to send. */
    private static final Set<String> SENT = Set.of(
            "server-welcome",
            "server-subscribed",
            "entry-message",
            "entry-edit",
            "entry-delete",
            "entry-reaction",
            "entry-member",
            "entry-room",
            "entry-notice",
            "entry-announcement",
            "server-caught-up",
            "server-rewound",
            "server-reset",
            "server-unsubscribed",
            "server-sent",
            "server-page",
            "server-ok",
            "server-pong",
            "server-error",
            "server-ping",
            "server-goodbye",
            "server-typing",
            "server-presence",
            "server-receipt",
            "server-answer");

    @TempDir
    Path folder;

    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
    private final List<JsonObject> said = new ArrayList<>();

    @Test
    void everyFrameOfAConversationIsOfItsSchemaAndNoneIsMissing() throws Exception {
        Map<String, String> settings = Map.of(
                "heartbeat.interval",
                "1s",
                "drain",
                "3s",
                "admin",
                "root.one",
                "admin.password",
                "correct horse battery");
        try (TestNode server = TestNode.start(folder, settings)) {
            Rest.register(server.baseUrl(), "ada");
            Rest.register(server.baseUrl(), "bob");
            Rest ada = Rest.signIn(server.baseUrl(), "ada");
            room(ada, "hall", "public");
            room(ada, "den", "private");
            server.node().extensions().register("echo", call -> Future.succeededFuture(new JsonObject().put("n", 1)));

            converse(server, ada);
        }
        await().until(() -> !heard("server-goodbye").isEmpty());

        assertThat(heard)
                .allSatisfy(frame -> assertThat(SocketContract.fault(SocketContract.ofServer(frame), frame))
                        .isEmpty());
        assertThat(said)
                .allSatisfy(frame -> assertThat(SocketContract.fault(SocketContract.ofClient(frame), frame))
                        .isEmpty());
        assertThat(heard.stream().map(SocketContract::ofServer).collect(Collectors.toSet()))
                .isEqualTo(SENT);
    }

    private void converse(TestNode server, Rest ada) throws Exception {
        String token = Rest.signIn(server.baseUrl(), "bob").token();
        JsonArray rooms = JsonArray.of(
                json().put("room", "hall").put("after", 0), json().put("room", "den"), json().put("room", "nowhere"));
        JsonObject hello = json().put("type", "hello")
                .put("id", "h")
                .put("token", token)
                .put("client", json().put("name", "test").put("version", "1"))
                .put("acks", true)
                .put("pings", true)
                .put("subscribe", rooms);
        said.add(hello);
        JsonSocket bob =
                JsonSocket.open(HttpClient.newHttpClient(), server.node().port(), hello, heard::add);
        await().until(() -> !heard("server-caught-up").isEmpty());
        ask(bob, json().put("type", "hello"));

        long seq = writes(bob);
        asks(bob, seq);
        sees(server, ada);
        announce(Rest.signIn(server.baseUrl(), "root.one"));
        follows(bob, ada);
        await().until(() -> !heard("server-ping").isEmpty());
    }

    private long writes(JsonSocket bob) {
        JsonObject body = json().put("text", "你好 👩‍👩‍👧‍👦")
                .put("data", json().put("n", 1.50))
                .put("mentions", JsonArray.of("ada"));
        ask(bob, json().put("type", "send").put("room", "hall").put("cid", "c1").put("body", body));
        JsonObject again = json().put("type", "send").put("room", "hall").put("cid", "c1");
        ask(bob, again.copy().put("body", body));
        ask(bob, again.copy().put("body", json().put("text", "other")));
        long seq = heard("server-sent").getFirst().getLong("seq");
        JsonObject reply = json().put("type", "send").put("room", "hall").put("cid", "c2");
        ask(
                bob,
                reply.put("body", json().put("text", "and")).put("replyTo", seq).put("thread", seq));
        JsonObject about = json().put("room", "hall").put("seq", seq);
        ask(bob, about.copy().put("type", "edit").put("cid", "c3").put("body", json().put("text", "t")));
        ask(bob, about.copy().put("type", "delete").put("cid", "c4"));
        ask(
                bob,
                about.copy()
                        .put("type", "react")
                        .put("cid", "c5")
                        .put("emoji", "👍")
                        .put("on", true));
        return seq;
    }

    private void asks(JsonSocket bob, long seq) {
        ask(bob, json().put("type", "read").put("room", "hall").put("seq", seq));
        ask(
                bob,
                json().put("type", "history")
                        .put("room", "hall")
                        .put("before", seq + 1)
                        .put("limit", 10));
        ask(
                bob,
                json().put("type", "history")
                        .put("room", "hall")
                        .put("after", 0)
                        .put("view", "entries"));
        say(bob, json().put("type", "typing").put("room", "hall").put("on", true));
        ask(bob, json().put("type", "presence").put("status", "away"));
        ask(bob, json().put("type", "presence").put("watch", JsonArray.of("ada")));
        ask(bob, json().put("type", "refresh").put("token", "bad"));
        ask(bob, json().put("type", "ping"));
        ask(bob, json().put("type", "x.echo").put("anything", JsonArray.of(1, "two")));
    }

    /** What ada does on a socket of her own. */
    private void sees(TestNode server, Rest ada) throws Exception {
        JsonSocket other = JsonSocket.open(
                HttpClient.newHttpClient(), server.node().port(), ada.token(), JsonArray.of(), frame -> {});
        other.welcome().get(10, TimeUnit.SECONDS);
        say(other, json().put("type", "typing").put("room", "hall").put("on", true));
        say(other, json().put("type", "read").put("room", "hall").put("seq", 1));
        for (String message : List.of("server-typing", "server-receipt", "server-presence")) {
            await().until(() -> !heard(message).isEmpty());
        }
        other.abort();
    }

    private static void announce(Rest admin) throws Exception {
        JsonObject news = json().put("cid", "a").put("body", json().put("text", "news"));
        assertThat(admin.call("POST", "announcements", news).statusCode()).isEqualTo(201);
    }

    private void follows(JsonSocket bob, Rest ada) throws Exception {
        await().until(() -> !heard("server-rewound").isEmpty());
        JsonObject hall = json().put("room", "hall");
        say(bob, hall.copy().put("type", "ack").put("seq", 3));
        await().until(() -> !heard("entry-reaction").isEmpty());
        ask(bob, hall.copy().put("type", "unsubscribe"));
        ask(bob, hall.copy().put("type", "subscribe").put("after", 3).put("epoch", 9_999_999));
        assertThat(ada.call("DELETE", "rooms/den/members/bob", json()).statusCode())
                .isLessThan(300);
        await().until(() -> !heard("server-unsubscribed").isEmpty());
        await().until(() -> !heard("server-reset").isEmpty());
        await().until(() -> !heard("entry-notice").isEmpty());
        await().until(() -> !heard("entry-announcement").isEmpty());
    }

    private static void room(Rest ada, String id, String kind) throws Exception {
        JsonObject room = json().put("id", id).put("name", id).put("kind", kind).put("members", JsonArray.of("bob"));
        assertThat(ada.call("POST", "rooms", room).statusCode()).isEqualTo(201);
    }

    /** Waits for the reply. */
    private void ask(JsonSocket socket, JsonObject frame) {
        String id = "q" + said.size();
        say(socket, frame.put("id", id));
        await().until(() -> heard.stream().anyMatch(reply -> id.equals(reply.getString("id"))));
    }

    private void say(JsonSocket socket, JsonObject frame) {
        said.add(frame);
        socket.send(frame);
    }

    private List<JsonObject> heard(String message) {
        return heard.stream()
                .filter(frame -> SocketContract.ofServer(frame).equals(message))
                .toList();
    }

    private static JsonObject json() {
        return new JsonObject();
    }
}
