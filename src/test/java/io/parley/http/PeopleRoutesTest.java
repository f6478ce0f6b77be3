package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.http.RestClient.Reply;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeopleRoutesTest extends RestTest {
    private static final String PRESENCE = V1 + "/presence?users=";

    private static JsonObject frame(String type) {
        return new JsonObject().put("type", type);
    }

    private static void awaitStatus(RestClient asker, String user, String status) {
        await().untilAsserted(() -> assertThat(asker.get(PRESENCE + user).items())
                .singleElement()
                .satisfies(item -> assertThat(item.getString("status")).isEqualTo(status)));
    }

    @Test
    void presenceIsSeenByThoseWhoShareARoom() throws Exception {
        alice.room("private", "bob");
        Connected phone = server.connect("bob");
        awaitStatus(alice, "bob", "online");

        phone.say(frame("presence").put("status", "dnd"));
        awaitStatus(alice, "bob", "dnd");

        assertThat(alice.get(PRESENCE + "bob,alice").items())
                .extracting(item -> item.getString("user") + " " + item.getString("status"))
                .containsExactly("bob dnd", "alice offline");
    }

    @Test
    void whatAStrangerAsksIsAnsweredAsForWhoeverDoesNotExist() throws Exception {
        String room = alice.room("private", "bob");
        server.connect("bob");
        awaitStatus(alice, "bob", "online");

        assertThat(stranger.get(PRESENCE + "bob").text())
                .isEqualTo(stranger.get(PRESENCE + "nobody").text());
        bob.delete(V1 + "/rooms/" + room + "/members/bob");
        assertThat(alice.get(PRESENCE + "bob").items()).isEmpty();
    }

    @Test
    void presenceIsAskedOfOneToAHundredUsers() throws Exception {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "u" + i).collect(Collectors.joining(","));

        assertThat(alice.get(PRESENCE + hundred).items()).isEmpty();
        assertBad(alice.get(PRESENCE + hundred + ",one-more"), "users");
        assertBad(alice.get(PRESENCE), "users");
        assertBad(alice.get(PRESENCE + "a,,b"), "users");
        assertBad(alice.get(V1 + "/presence"), "users");
    }

    private static List<String> flags(Reply reply) {
        return reply.items().stream()
                .map(item -> item.getString("user")
                        + (item.getBoolean("delivered") ? " delivered" : "")
                        + (item.getBoolean("read") ? " read" : ""))
                .toList();
    }

    @Test
    void receiptsSayOfEachMemberHowFarAMessageHasCome() throws Exception {
        String room = alice.room("private", "bob");
        JsonObject sent = alice.say(room, "c1", "hello").json();
        String path = V1 + "/rooms/" + room + "/messages/" + sent.getLong("seq") + "/receipts";
        assertThat(flags(alice.get(path))).containsExactly("alice", "bob");

        Connected phone = server.connect("bob");
        phone.say(frame("subscribe").put("room", room).put("after", 0));
        await().until(() -> !phone.heard("entry").isEmpty());
        phone.say(frame("ack").put("room", room).put("seq", sent.getLong("seq")));
        await().untilAsserted(() -> assertThat(flags(alice.get(path))).containsExactly("alice", "bob delivered"));

        bob.put(V1 + "/rooms/" + room + "/read", "{\"seq\":" + sent.getLong("seq") + "}");
        await().untilAsserted(() -> assertThat(flags(alice.get(path))).containsExactly("alice", "bob delivered read"));
        JsonObject ofBob = alice.get(path).items().getLast();
        assertThat(ofBob.getLong("storedAt")).isEqualTo(sent.getLong("at"));
        assertThat(ofBob.getLong("deliveredAt")).isBetween(ofBob.getLong("storedAt"), ofBob.getLong("readAt"));
    }

    @Test
    void receiptsArePagedAndForMembersOfWhatIsThere() throws Exception {
        String room = alice.room("public", "bob");
        String messages = V1 + "/rooms/" + room + "/messages/";

        Reply first = alice.get(messages + "1/receipts?limit=1");
        assertThat(flags(first)).containsExactly("alice");
        assertThat(flags(alice.get(
                        messages + "1/receipts?limit=1&cursor=" + first.json().getString("next"))))
                .containsExactly("bob");
        assertProblem(stranger.get(messages + "1/receipts"), 403, "forbidden");
        assertProblem(alice.get(messages + "99/receipts"), 404, "not_found");
        assertProblem(alice.get(messages + "0/receipts"), 404, "not_found");
        assertProblem(alice.get(messages + "x/receipts"), 404, "not_found");
        assertBad(alice.get(messages + "1/receipts?cursor=Not%20one"), "cursor");
    }

    @Test
    void whatIsReadByRestReachesOnesDevicesAndTheOthers() throws Exception {
        String room = alice.room("private", "bob");
        Connected phone = server.connect("bob");
        Connected other = server.connect("alice");
        other.say(frame("subscribe").put("room", room));
        await().until(() -> !other.heard("subscribed").isEmpty());

        bob.put(V1 + "/rooms/" + room + "/read", "{\"seq\":2}");

        JsonObject receipt =
                frame("receipt").put("room", room).put("user", "bob").put("read", 2);
        await().untilAsserted(() -> assertThat(phone.heard("receipt")).containsExactly(receipt));
        await().untilAsserted(() -> assertThat(other.heard("receipt")).containsExactly(receipt));
    }

    @Test
    void whoHasGoneIsOfflineAndWasLastSeenThen() throws Exception {
        alice.room("private", "bob");
        Connected phone = server.connect("bob");
        awaitStatus(alice, "bob", "online");
        long before = System.currentTimeMillis();
        phone.vanish();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(alice.get(PRESENCE + "bob").items())
                        .singleElement()
                        .satisfies(item -> {
                            assertThat(item.getString("status")).isEqualTo("offline");
                            assertThat(item.getLong("lastSeen")).isBetween(before - 1, System.currentTimeMillis());
                        }));
    }
}
