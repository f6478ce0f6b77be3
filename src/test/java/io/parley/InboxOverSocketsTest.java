package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.Rest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do to one is told in one's inbox, and what an admin says in everybody's ears, on a whole node. */
@NullUnmarked
class InboxOverSocketsTest {
    private static final Duration PROMISED = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Listener> listeners = new ArrayList<>();
    private TestNode server;
    private Rest ada;
    private Rest bob;

    /** One connection of somebody, and all that it was shown. */
    private final class Listener {
        private final List<JsonObject> heard = new CopyOnWriteArrayList<>();
        private final JsonSocket socket;

        private Listener(Rest user, JsonObject... subscribe) throws Exception {
            socket = JsonSocket.open(
                    http, server.node().port(), user.token(), new JsonArray(List.of(subscribe)), heard::add);
            socket.welcome().get(10, TimeUnit.SECONDS);
            listeners.add(this);
        }

        private List<JsonObject> subscribed() throws Exception {
            return socket.welcome().get(10, TimeUnit.SECONDS).getJsonArray("subscribed").stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }

        private List<JsonObject> entries(String room) {
            return heard.stream()
                    .filter(frame -> frame.getString("type").equals("entry"))
                    .filter(frame -> frame.getString("room").equals(room))
                    .toList();
        }

        private JsonObject ask(JsonObject frame) {
            String id = "q" + heard.size();
            socket.send(frame.put("id", id));
            await().until(() -> heard.stream().anyMatch(reply -> id.equals(reply.getString("id"))));
            return heard.stream()
                    .filter(reply -> id.equals(reply.getString("id")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @BeforeEach
    void start() throws Exception {
        Map<String, String> settings =
                Map.of("drain", "2s", "admin", "root.one", "admin.password", "correct horse battery");
        server = TestNode.start(folder, settings);
        for (String user : List.of("ada", "bob", "cat")) {
            Rest.register(server.baseUrl(), user);
        }
        ada = Rest.signIn(server.baseUrl(), "ada");
        bob = Rest.signIn(server.baseUrl(), "bob");
    }

    @AfterEach
    void stop() {
        listeners.forEach(each -> each.socket.abort());
        server.close();
    }

    private static JsonObject json() {
        return new JsonObject();
    }

    private static JsonObject room(String id) {
        return json().put("room", id);
    }

    private void ok(Rest user, String method, String path, JsonObject body) throws Exception {
        var answer = user.call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private void den() throws Exception {
        JsonObject den = json().put("id", "den").put("name", "Den").put("kind", "private");
        ok(ada, "POST", "rooms", den.put("members", JsonArray.of("bob")));
    }

    private static List<String> notices(List<JsonObject> entries) {
        return entries.stream()
                .map(entry -> entry.getString("notice") + " "
                        + entry.getJsonObject("about").getString("room").replaceFirst("^d-.*", "d") + " by "
                        + entry.getString("from"))
                .toList();
    }

    @Test
    void whatOthersDoToOneIsToldLiveInTheOrderInWhichItHappened() throws Exception {
        Listener bobs = new Listener(bob);
        Listener adas = new Listener(ada);
        assertThat(bobs.subscribed())
                .extracting(frame -> frame.getString("room"))
                .containsExactly("@bob", "@all");

        den();
        String mention = "rooms/den/messages";
        JsonObject body = json().put("text", "look, @bob").put("mentions", JsonArray.of("bob", "ada", "cat"));
        ok(ada, "POST", mention, json().put("cid", "m").put("body", body));
        await().atMost(PROMISED).until(() -> bobs.entries("@bob").size() == 2);
        ok(ada, "DELETE", "rooms/den/members/bob", json());
        ok(ada, "POST", "direct", json().put("user", "bob"));
        JsonObject hall = json().put("id", "hall").put("name", "Hall").put("kind", "public");
        ok(ada, "POST", "rooms", hall);
        ok(bob, "PUT", "rooms/hall/members/bob", json());
        ok(ada, "DELETE", "rooms/hall", json());

        await().atMost(PROMISED).until(() -> bobs.entries("@bob").size() == 5);
        assertThat(notices(bobs.entries("@bob")))
                .containsExactly(
                        "added den by ada",
                        "mentioned den by ada",
                        "removed den by ada",
                        "direct d by ada",
                        "roomDeleted hall by ada");
        assertThat(bobs.entries("@bob"))
                .extracting(entry -> entry.getLong("seq"))
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(adas.entries("@ada")).isEmpty();
        assertThat(adas.entries("@bob")).isEmpty();
    }

    @Test
    void anInboxGoesOnFromItsCursorAfterAReconnectAndIsReadLikeAnyRoom() throws Exception {
        Listener first = new Listener(bob);
        long epoch = first.subscribed().getFirst().getLong("epoch");
        den();
        await().atMost(PROMISED).until(() -> first.entries("@bob").size() == 1);
        first.socket.abort();
        ok(ada, "DELETE", "rooms/den", json());
        await().atMost(PROMISED).until(() -> bob.get("rooms/@bob").getLong("head") == 2);

        Listener second = new Listener(bob, room("@bob").put("after", 1).put("epoch", epoch));
        assertThat(second.subscribed())
                .extracting(frame -> frame.getString("room"), frame -> frame.getLong("unread"))
                .containsExactly(tuple("@bob", 2L), tuple("@all", 0L));
        await().until(() -> second.entries("@bob").size() == 1);
        assertThat(notices(second.entries("@bob"))).containsExactly("roomDeleted den by ada");

        JsonObject read = second.ask(room("@bob").put("type", "read").put("seq", 2));
        assertThat(read.getString("type")).isEqualTo("ok");
        assertThat(bob.get("rooms/@bob").getLong("unread")).isZero();
        JsonObject page =
                second.ask(room("@bob").put("type", "history").put("after", 0).put("view", "entries"));
        assertThat(page.getJsonArray("items")).hasSize(2);
    }

    @Test
    void anothersInboxIsNotFoundAndNobodyWritesInAny() throws Exception {
        Listener adas = new Listener(ada, room("@bob"), room("@nobody"));
        assertThat(adas.subscribed())
                .extracting(frame -> frame.getString("type") + " " + frame.getString("room"))
                .containsExactly("error @bob", "error @nobody", "subscribed @ada", "subscribed @all");
        assertThat(adas.subscribed().subList(0, 2))
                .extracting(frame -> frame.getString("code"))
                .containsOnly("not_found");

        JsonObject send = json().put("type", "send").put("cid", "c").put("body", json().put("text", "hi"));
        assertThat(Stream.of("@ada", "@all", "@bob", "@nobody")
                        .map(room -> adas.ask(send.copy().put("room", room)).getString("code")))
                .containsExactly("forbidden", "forbidden", "not_found", "not_found");
        JsonObject react = json().put("type", "react").put("cid", "d").put("seq", 1);
        assertThat(adas.ask(react.put("room", "@ada").put("emoji", "👍").put("on", true))
                        .getString("code"))
                .isEqualTo("forbidden");
    }

    @Test
    void anAnnouncementReachesEverybody() throws Exception {
        Listener adas = new Listener(ada);
        Listener bobs = new Listener(bob);
        Rest root = Rest.signIn(server.baseUrl(), "root.one");
        ok(root, "POST", "announcements", json().put("cid", "a").put("body", json().put("text", "We move tonight.")));

        for (Listener listener : List.of(adas, bobs)) {
            await().atMost(PROMISED).until(() -> listener.entries("@all").size() == 1);
            JsonObject entry = listener.entries("@all").getFirst();
            assertThat(entry.getString("kind")).isEqualTo("announcement");
            assertThat(entry.getString("from")).isEqualTo("root.one");
            assertThat(entry.getJsonObject("body").getString("text")).isEqualTo("We move tonight.");
        }
    }

    @Test
    void whoJoinsSilentlySendsAtOnceOnASocketThatWasRefusedBefore() throws Exception {
        JsonObject hall = json().put("id", "hall").put("name", "Hall").put("kind", "public");
        ok(ada, "POST", "rooms", hall.put("joins", "silent"));
        Listener bobs = new Listener(bob, room("hall"));
        JsonObject send = room("hall").put("type", "send").put("cid", "c").put("body", json().put("text", "hi"));
        assertThat(bobs.ask(send.copy()).getString("code")).isEqualTo("not_member");

        ok(bob, "PUT", "rooms/hall/members/bob", json());
        assertThat(bobs.ask(send.copy()).getLong("seq")).isEqualTo(2);
        assertThat(bob.get("rooms/hall").getInteger("members")).isEqualTo(2);
        assertThat(bob.get("rooms/hall").getString("joins")).isEqualTo("silent");

        ok(ada, "PUT", "rooms/hall/members/cat", json());
        Rest cat = Rest.signIn(server.baseUrl(), "cat");
        await().atMost(PROMISED).until(() -> cat.get("rooms/@cat").getLong("head") == 1);
        JsonObject about = cat.entries("@cat").getFirst().getJsonObject("about");
        assertThat(about).as("no entry says so").isEqualTo(room("hall"));
    }
}
