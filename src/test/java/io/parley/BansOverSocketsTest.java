package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.Rest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a moderator decides is in force on live connections of a whole node within the second that the contract allows. */
class BansOverSocketsTest {
    private static final Duration IN_FORCE = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

    @Test
    void whoIsBannedMutedOrRemovedFeelsItOnTheLiveConnectionWithinASecond() throws Exception {
        try (TestNode server = TestNode.start(folder, Map.of("drain", "2s"))) {
            Rest.register(server.baseUrl(), "ada");
            Rest.register(server.baseUrl(), "bob");
            Rest ada = Rest.signIn(server.baseUrl(), "ada");
            Rest bob = Rest.signIn(server.baseUrl(), "bob");
            JsonArray subscribe = new JsonArray();
            for (String room : List.of("banned", "removed", "muted")) {
                JsonObject wish =
                        new JsonObject().put("id", room).put("name", room).put("kind", "public");
                assertThat(ada.call("POST", "rooms", wish.put("members", JsonArray.of("bob")))
                                .statusCode())
                        .isEqualTo(201);
                subscribe.add(new JsonObject().put("room", room));
            }
            JsonSocket socket = JsonSocket.open(http, server.node().port(), bob.token(), subscribe, heard::add);
            socket.welcome().get(10, TimeUnit.SECONDS);

            done(ada.call("PUT", "rooms/banned/bans/bob", new JsonObject()));
            hears("unsubscribed", "banned", "reason", "banned");
            done(ada.call("DELETE", "rooms/removed/members/bob", new JsonObject()));
            hears("unsubscribed", "removed", "reason", "removed");
            done(ada.call("PUT", "rooms/muted/mutes/bob", new JsonObject()));
            socket.send(message("muted"));
            hears("error", "muted", "code", "muted");
            socket.send(message("banned"));
            hears("error", "banned", "code", "banned");
            done(ada.call("POST", "rooms/banned/messages", message("banned").put("cid", "later")));
            done(ada.call("POST", "rooms/muted/messages", message("muted").put("cid", "later")));
            hears("entry", "muted", "cid", "later");
            assertThat(heard).noneMatch(frame -> is(frame, "entry", "banned", "cid", "later"));
            socket.abort();
        }
    }

    private static JsonObject message(String room) {
        return new JsonObject()
                .put("type", "send")
                .put("id", room)
                .put("room", room)
                .put("cid", "c")
                .put("body", new JsonObject().put("text", "hello"));
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }

    private void hears(String type, String room, String field, String value) {
        await().atMost(IN_FORCE).until(() -> heard.stream().anyMatch(frame -> is(frame, type, room, field, value)));
    }

    private static boolean is(JsonObject frame, String type, String room, String field, String value) {
        return type.equals(frame.getString("type"))
                && room.equals(frame.getString("room"))
                && value.equals(frame.getString(field));
    }
}
