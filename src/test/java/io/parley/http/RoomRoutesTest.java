package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomRoutesTest extends RestTest {
    private static final String ROOMS = V1 + "/rooms";

    @Test
    void aRoomIsMadeWithItsMakerAsOwner() throws Exception {
        Reply made = alice.post(
                ROOMS, "{\"id\":\"lobby\",\"name\":\"The lobby\",\"kind\":\"public\",\"members\":[\"bob\"]}");

        assertThat(made.status()).isEqualTo(201);
        JsonObject room = made.json();
        assertThat(room.fieldNames())
                .containsExactly(
                        "id",
                        "name",
                        "kind",
                        "createdAt",
                        "epoch",
                        "head",
                        "oldest",
                        "members",
                        "role",
                        "readSeq",
                        "unread",
                        "mentions");
        assertThat(room.getString("id")).isEqualTo("lobby");
        assertThat(room.getString("role")).isEqualTo("owner");
        assertThat(room.getInteger("members")).isEqualTo(2);
        assertThat(bob.get(ROOMS + "/lobby").json().getString("role")).isEqualTo("member");
    }

    @Test
    void anIdIsTakenForEverAlsoAfterDeletion() throws Exception {
        String wish = "{\"id\":\"lobby\",\"name\":\"x\",\"kind\":\"private\"}";
        alice.post(ROOMS, wish);

        assertProblem(stranger.post(ROOMS, wish), 409, "taken");
        assertThat(alice.delete(ROOMS + "/lobby").status()).isEqualTo(201);
        assertProblem(alice.get(ROOMS + "/lobby"), 404, "not_found");
        assertProblem(alice.post(ROOMS, wish), 409, "taken");
    }

    @Test
    void aRepeatedWishUnderOneKeyMakesOneRoom() throws Exception {
        String wish = "{\"name\":\"x\",\"kind\":\"private\"}";

        Reply first = alice.post(ROOMS, wish, "Idempotency-Key", "k1");
        Reply again = alice.post(ROOMS, wish, "Idempotency-Key", "k1");
        Reply other = alice.post(ROOMS, wish, "Idempotency-Key", "k2");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getString("id")).isEqualTo(first.json().getString("id"));
        assertThat(other.json().getString("id")).isNotEqualTo(first.json().getString("id"));
        assertProblem(alice.post(ROOMS, "{\"name\":\"y\",\"kind\":\"private\",\"cid\":\"k1\"}"), 409, "cid_reused");
        assertBad(
                alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"private\",\"cid\":\"k9\"}", "Idempotency-Key", "k1"),
                "cid");
    }

    @Test
    void aRoomThatMakesNoSenseIsRefused() throws Exception {
        assertBad(alice.post(ROOMS, "{\"kind\":\"public\"}"), "name");
        assertBad(alice.post(ROOMS, "{\"name\":\" \",\"kind\":\"public\"}"), "name");
        assertBad(alice.post(ROOMS, "{\"name\":\"x\"}"), "kind");
        assertBad(alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"direct\"}"), "kind");
        for (String id : new String[] {"@alice", "d-x", "-x", "a b", "x".repeat(65), "ä"}) {
            assertBad(alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"public\",\"id\":\"" + id + "\"}"), "id");
        }
        assertBad(alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"public\",\"members\":[1]}"), "members");
        assertBad(alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"public\",\"members\":\"bob\"}"), "members");
        assertProblem(
                alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"public\",\"members\":[\"nobody\"]}"), 404, "not_found");
        assertBad(alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"public\",\"joins\":\"loud\"}"), "joins");
    }

    @Test
    void twoPeopleHaveOneRoomWhoeverAsksFirst() throws Exception {
        Reply first = alice.post(V1 + "/direct", "{\"user\":\"bob\"}");
        Reply second = bob.post(V1 + "/direct", "{\"user\":\"alice\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.json().getString("id"))
                .startsWith("d-")
                .isEqualTo(first.json().getString("id"));
        assertThat(first.json().getString("kind")).isEqualTo("direct");
        assertBad(alice.post(V1 + "/direct", "{\"user\":\"alice\"}"), "user");
        assertProblem(alice.post(V1 + "/direct", "{\"user\":\"nobody\"}"), 404, "not_found");
        assertProblem(stranger.get(ROOMS + "/" + first.json().getString("id")), 404, "not_found");
    }

    @Test
    void myRoomsComeByActivityWithUnreadAndTheLastMessage() throws Exception {
        String quiet = alice.room("private", "bob");
        String busy = alice.room("private", "bob");
        alice.say(quiet, "c1", "first");
        alice.say(busy, "c1", "second");
        Reply last = alice.say(busy, "c2", "third");
        alice.put(ROOMS + "/" + busy + "/members/stranger", null);

        List<JsonObject> rooms = bob.get(ROOMS).items();

        JsonObject top = rooms.stream()
                .filter(room -> room.getString("id").equals(busy))
                .findFirst()
                .orElseThrow();
        assertThat(rooms).hasSize(2);
        assertThat(top.getLong("unread")).isEqualTo(2);
        assertThat(top.getJsonObject("last").getLong("seq"))
                .isEqualTo(last.json().getLong("seq"));
        assertThat(top.getJsonObject("last").getJsonObject("body").getString("text"))
                .isEqualTo("third");
        assertThat(top.getJsonObject("last").containsKey("type")).isFalse();
    }

    @Test
    void myRoomsComeInPages() throws Exception {
        for (int i = 0; i < 3; i++) {
            alice.room("private");
        }

        Reply first = alice.get(ROOMS + "?limit=2");
        Reply second = alice.get(ROOMS + "?limit=2&cursor=" + first.json().getString("next"));

        assertThat(first.items()).hasSize(2);
        assertThat(second.items()).hasSize(1);
        assertThat(second.json().getString("next")).isNull();
        assertThat(second.items()).doesNotContainAnyElementsOf(first.items());
    }

    @Test
    void publicRoomsAreFoundByAnybodyAndPrivateOnesAreNot() throws Exception {
        String open = alice.room("public");
        alice.room("private");

        assertThat(stranger.get(ROOMS + "?view=public").items())
                .extracting(room -> room.getString("id"))
                .containsExactly(open);
        JsonObject shown =
                stranger.get(ROOMS + "?view=public&query=ROOM").items().getFirst();
        assertThat(shown.containsKey("role")).isFalse();
        assertThat(shown.containsKey("unread")).isFalse();
        assertThat(stranger.get(ROOMS + "?view=public&query=zz").items()).isEmpty();
        assertThat(stranger.get(ROOMS + "?view=public&cursor=" + open).items()).isEmpty();
        assertBad(stranger.get(ROOMS + "?view=all"), "view");
    }

    @Test
    void moderatorsChangeARoomAndMembersDoNot() throws Exception {
        String room = alice.room("private", "bob");

        Reply changed =
                alice.patch(ROOMS + "/" + room, "{\"name\":\"New\",\"topic\":\"About\"}", "Idempotency-Key", "k");

        assertThat(changed.status()).isEqualTo(201);
        assertThat(changed.json().getString("cid")).isEqualTo("k");
        JsonObject shown = bob.get(ROOMS + "/" + room).json();
        assertThat(shown.getString("name")).isEqualTo("New");
        assertThat(shown.getString("topic")).isEqualTo("About");
        assertThat(alice.patch(ROOMS + "/" + room, "{\"name\":\"New\",\"topic\":\"About\"}", "Idempotency-Key", "k")
                        .status())
                .isEqualTo(200);
        assertProblem(bob.patch(ROOMS + "/" + room, "{\"name\":\"Mine\"}"), 403, "forbidden");
        assertProblem(bob.delete(ROOMS + "/" + room), 403, "forbidden");
        assertBad(alice.patch(ROOMS + "/" + room, "{}"), "name");
        assertBad(alice.patch(ROOMS + "/" + room, "{\"topic\":\"a\\nb\"}"), "topic");
        assertBad(alice.patch(ROOMS + "/" + room, "{\"name\":\"\"}"), "name");
    }
}
