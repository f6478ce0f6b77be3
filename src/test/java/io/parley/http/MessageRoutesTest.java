package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageRoutesTest extends RestTest {
    @Test
    void aMessageIsStoredAndReadByTheOther() throws Exception {
        String room = alice.room("private", "bob");

        Reply sent = alice.say(room, "c1", "hello");

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.json().fieldNames()).containsExactly("room", "cid", "epoch", "seq", "at");
        JsonObject message =
                bob.get(V1 + "/rooms/" + room + "/messages").items().getFirst();
        assertThat(message.getLong("seq")).isEqualTo(sent.json().getLong("seq"));
        assertThat(message.getString("from")).isEqualTo("alice");
        assertThat(message.getJsonObject("body").getString("text")).isEqualTo("hello");
    }

    @Test
    void aDuplicateSendReturnsTheFirstSeq() throws Exception {
        String room = alice.room("private", "bob");
        Reply first = alice.say(room, "c1", "hello");

        Reply again = alice.say(room, "c1", "hello");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().getBoolean("duplicate")).isTrue();
        assertThat(again.json().getLong("seq")).isEqualTo(first.json().getLong("seq"));
    }

    @Test
    void theSameCidWithOtherContentIsRefusedAndTellsWhereTheFirstStands() throws Exception {
        String room = alice.room("private", "bob");
        Reply first = alice.say(room, "c1", "hello");

        Reply other = alice.say(room, "c1", "good-bye");

        assertProblem(other, 409, "cid_reused");
        assertThat(other.json().getLong("seq")).isEqualTo(first.json().getLong("seq"));
        assertThat(other.json().getString("cid")).isEqualTo("c1");
    }

    @Test
    void theIdempotencyKeyIsTheCid() throws Exception {
        String path = V1 + "/rooms/" + alice.room("private") + "/messages";
        String body = "{\"body\":{\"text\":\"hello\"}}";

        assertThat(alice.post(path, body, "Idempotency-Key", "k1").json().getString("cid"))
                .isEqualTo("k1");
        assertThat(alice.post(path, body, "Idempotency-Key", "k1").status()).isEqualTo(200);
        assertBad(alice.post(path, "{\"cid\":\"other\",\"body\":{\"text\":\"x\"}}", "Idempotency-Key", "k1"), "cid");
        assertBad(alice.post(path, body, "Idempotency-Key", "no spaces"), "Idempotency-Key");
        assertBad(alice.post(path, body), "cid");
    }

    @Test
    void anEntryLooksAsOnTheSocketWithoutTheFramesType() throws Exception {
        String room = alice.room("private", "bob");
        long first = alice.say(room, "c0", "first").json().getLong("seq");
        String data = "{\"big\":12345678901234567890,\"exact\":1.10,\"u\":\"\\u00e9\"}";
        alice.post(
                V1 + "/rooms/" + room + "/messages",
                "{\"cid\":\"c1\",\"replyTo\":" + first + ",\"thread\":" + first + ",\"body\":{\"text\":\"é\",\"data\":"
                        + data + ",\"mentions\":[\"bob\"]}}");

        String shown = bob.get(V1 + "/rooms/" + room + "/messages").text();

        Entry entry = RestServer.await(server.store.log().after(room, 0, 100, 100_000))
                .entries()
                .getLast();
        String frame = new String(server.codec.encode(entry), StandardCharsets.UTF_8);
        assertThat(shown).contains("," + frame.replaceFirst("\"type\":\"entry\",", "") + "]");
        assertThat(((Content.Message) entry.content()).replyTo()).isEqualTo(first);
        assertThat(((Content.Message) entry.content()).thread()).isEqualTo(first);
    }

    @Test
    void aMessageIsJudgedByTheSocketsRules() throws Exception {
        String room = alice.room("private");
        String path = V1 + "/rooms/" + room + "/messages";

        assertBad(alice.post(path, "{\"cid\":\"c\"}"), "body");
        assertBad(alice.post(path, "{\"cid\":\"c\",\"body\":{\"text\":7}}"), "body.text");
        assertBad(alice.post(path, "{\"cid\":\"c\",\"body\":{\"text\":\"\\u0000\"}}"), "body.text");
        assertBad(alice.post(path, "{\"cid\":\"c\",\"body\":{\"text\":\"\\ud800\"}}"), "body.text");
        assertBad(alice.post(path, "{\"cid\":\"c\",\"body\":{\"text\":\"x\",\"data\":[]}}"), "body.data");
        assertBad(alice.post(path, "{\"cid\":\"c\",\"body\":{\"text\":\"x\"},\"replyTo\":0}"), "replyTo");
        assertBad(alice.post(path, "{\"cid\":\"c\",\"body\":{\"text\":\"x\"},\"thread\":\"1\"}"), "thread");
        assertThat(alice.say(room, "long", "x".repeat(8_001)).status()).isBetween(400, 413);
        assertThat(alice.get(path).items()).isEmpty();
    }

    @Test
    void historyIsPagedBothWaysAndAroundAPlace() throws Exception {
        String room = alice.room("private");
        for (int i = 1; i <= 10; i++) {
            alice.say(room, "c" + i, "m" + i);
        }
        String path = V1 + "/rooms/" + room + "/messages";

        Reply latest = alice.get(path + "?limit=4");
        assertThat(texts(latest)).containsExactly("m7", "m8", "m9", "m10");
        Reply earlier = alice.get(path + "?limit=4&before=" + latest.json().getLong("next"));
        assertThat(texts(earlier)).containsExactly("m3", "m4", "m5", "m6");
        Reply later = alice.get(path + "?limit=3&after=" + seq(earlier, 3));
        assertThat(texts(later)).containsExactly("m7", "m8", "m9");
        Reply around = alice.get(path + "?limit=4&around=" + seq(earlier, 3));
        assertThat(texts(around)).containsExactly("m5", "m6", "m7", "m8");
        assertThat(alice.get(path + "?after=" + seq(latest, 3)).json().getValue("next"))
                .isNull();
        assertThat(latest.json().fieldNames())
                .containsExactly("room", "epoch", "asOf", "oldest", "head", "items", "next");
    }

    @Test
    void entriesAreTheRawLogFromItsBeginning() throws Exception {
        String room = alice.room("private", "bob");
        alice.say(room, "c1", "hello");

        List<JsonObject> entries = alice.get(V1 + "/rooms/" + room + "/entries").items();

        assertThat(entries).extracting(e -> e.getLong("seq")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(entries).extracting(e -> e.getString("kind")).containsExactly("room", "member", "member", "message");
        assertThat(alice.get(V1 + "/rooms/" + room + "/entries?before=3").items())
                .extracting(e -> e.getLong("seq"))
                .containsExactly(1L, 2L);
    }

    @Test
    void aPlaceThatMakesNoSenseIsRefused() throws Exception {
        String path = V1 + "/rooms/" + alice.room("private") + "/messages";

        assertBad(alice.get(path + "?limit=0"), "limit");
        assertBad(alice.get(path + "?limit=201"), "limit");
        assertBad(alice.get(path + "?before=-1"), "before");
        assertBad(alice.get(path + "?after=x"), "after");
        assertBad(alice.get(path + "?around=9007199254740992"), "around");
        assertBad(alice.get(path + "?before=1&after=1"), "before");
    }

    @Test
    void whatWasReadCountsNoMore() throws Exception {
        String room = alice.room("private", "bob");
        alice.say(room, "c1", "one");
        long seq = alice.say(room, "c2", "two").json().getLong("seq");
        assertThat(bob.get(V1 + "/rooms/" + room).json().getLong("unread")).isEqualTo(2);

        Reply stored = bob.put(V1 + "/rooms/" + room + "/read", "{\"seq\":" + seq + "}");

        assertThat(stored.status()).isEqualTo(204);
        JsonObject read = bob.get(V1 + "/rooms/" + room).json();
        assertThat(read.getLong("unread")).isZero();
        assertThat(read.getLong("readSeq")).isEqualTo(seq);
        assertBad(bob.put(V1 + "/rooms/" + room + "/read", "{}"), "seq");
        assertBad(bob.put(V1 + "/rooms/" + room + "/read", "{\"seq\":-1}"), "seq");
        assertBad(bob.put(V1 + "/rooms/" + room + "/read", "{\"seq\":1.5}"), "seq");
    }

    @Test
    void aReaderOfAPublicRoomWhoIsNoMemberDoesNotWrite() throws Exception {
        String room = alice.room("public");
        alice.say(room, "c1", "hello");

        assertThat(stranger.get(V1 + "/rooms/" + room + "/messages").items()).hasSize(1);
        assertProblem(stranger.say(room, "c1", "hi"), 403, "not_member");
    }

    @Test
    void aBusyStoreIsSaidWithATimeToComeBack() throws Exception {
        String room = alice.room("private");
        server.store.refuseAppends(1);

        Reply busy = alice.say(room, "c1", "hello");

        assertProblem(busy, 503, "busy");
        assertThat(busy.header("Retry-After")).isEqualTo("1");
        assertThat(busy.json().getBoolean("temporary")).isTrue();
        assertThat(alice.say(room, "c1", "hello").status()).isEqualTo(201);
    }

    @Test
    void aWriteWhoseAnswerWasLostIsUnknownAndItsRepeatTells() throws Exception {
        String room = alice.room("private");
        server.store.loseReplies(1);

        assertProblem(alice.say(room, "c1", "hello"), 503, "unavailable");

        assertThat(alice.say(room, "c1", "hello").status()).isEqualTo(200);
    }

    private static List<String> texts(Reply page) {
        return page.items().stream()
                .map(entry -> entry.getJsonObject("body").getString("text"))
                .toList();
    }

    private static long seq(Reply page, int index) {
        return page.items().get(index).getLong("seq");
    }
}
