package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class MessageChangeRoutesTest extends RestTest {
    private String messages;
    private String message;

    /** A room of alice, who owns it, and bob, who has said something. */
    @BeforeEach
    void say() throws Exception {
        String room = alice.room("public", "bob");
        messages = V1 + "/rooms/" + room + "/messages";
        message = messages + "/" + bob.say(room, "c1", "hello").json().getLong("seq");
    }

    @Test
    void anEditIsAnEntryAndShowsInTheMessage() throws Exception {
        Reply edited = bob.patch(message, "{\"body\":{\"text\":\"better\"}}", "Idempotency-Key", "e1");

        assertThat(edited.status()).isEqualTo(201);
        assertThat(bob.patch(message, "{\"body\":{\"text\":\"better\"}}", "Idempotency-Key", "e1")
                        .status())
                .isEqualTo(200);
        assertThat(shown(alice).getJsonObject("body").getString("text")).isEqualTo("better");
        assertThat(shown(alice).getLong("editedAt")).isEqualTo(edited.json().getLong("at"));
        assertProblem(
                bob.patch(message, "{\"body\":{\"text\":\"other\"}}", "Idempotency-Key", "e1"), 409, "cid_reused");
    }

    @Test
    void aDeletedMessageKeepsItsPlaceAndNothingElse() throws Exception {
        bob.patch(message, "{\"body\":{\"text\":\"better\"}}");
        alice.put(message + "/reactions/x", null);
        Reply deleted = bob.delete(message, "Idempotency-Key", "d1");

        assertThat(deleted.status()).isEqualTo(201);
        JsonObject shown = shown(alice);
        assertThat(shown.getBoolean("redacted")).isTrue();
        assertThat(shown.getLong("deletedAt")).isEqualTo(deleted.json().getLong("at"));
        assertThat(shown.fieldNames()).doesNotContain("body", "editedAt", "reactions");
        String log = alice.get(messages.replace("/messages", "/entries")).text();
        assertThat(log).doesNotContain("hello", "better");
    }

    @Test
    void reactionsAreCountedByEmojiAndSayWhetherOneIsAmongThem() throws Exception {
        String thumb = message + "/reactions/" + URLEncoder.encode("👍🏽", StandardCharsets.UTF_8);
        assertThat(alice.put(thumb, null, "Idempotency-Key", "r1").status()).isEqualTo(201);
        assertThat(alice.put(thumb, null, "Idempotency-Key", "r1").status()).isEqualTo(200);
        bob.put(thumb, "{\"cid\":\"r2\"}");
        bob.put(message + "/reactions/:tada:", null);

        assertThat(shown(alice).getJsonObject("reactions"))
                .isEqualTo(new JsonObject()
                        .put("👍🏽", new JsonObject().put("count", 2).put("me", true))
                        .put(":tada:", new JsonObject().put("count", 1).put("me", false)));

        assertThat(alice.delete(thumb).status()).isEqualTo(201);
        assertThat(shown(alice).getJsonObject("reactions").getJsonObject("👍🏽"))
                .isEqualTo(new JsonObject().put("count", 1).put("me", false));
    }

    @Test
    void anEmojiIsPlain() throws Exception {
        for (String bad : List.of("%20", "a%20b", "%0A", "%E2%80%AE", "x".repeat(65))) {
            Reply refused = alice.put(message + "/reactions/" + bad, null);
            assertProblem(refused, 400, "bad_request");
            assertThat(refused.json().getString("field")).isEqualTo("emoji");
        }
    }

    @Test
    void othersMessagesAreNotOnesOwn() throws Exception {
        String own = messages + "/"
                + alice.post(messages, "{\"cid\":\"a\",\"body\":{\"text\":\"mine\"}}")
                        .json()
                        .getLong("seq");

        assertProblem(alice.patch(message, "{\"body\":{\"text\":\"x\"}}"), 403, "forbidden");
        assertProblem(bob.delete(own), 403, "forbidden");
        assertThat(alice.delete(message).status()).isEqualTo(201);
        assertProblem(stranger.put(message + "/reactions/x", null), 403, "not_member");
    }

    @Test
    void whatIsNoMessageIsNotFound() throws Exception {
        for (String seq : List.of("1", "999", "9007199254740991")) {
            Reply refused = bob.patch(messages + "/" + seq, "{\"body\":{\"text\":\"x\"}}");
            assertProblem(refused, 404, "not_found");
            assertThat(refused.json().getString("field")).isEqualTo("seq");
            assertProblem(bob.delete(messages + "/" + seq), 404, "not_found");
        }
        assertProblem(bob.delete(messages + "/x"), 404, "not_found");
    }

    @Test
    void aReplyNamesAMessageOfTheRoom() throws Exception {
        for (String field : List.of("replyTo", "thread")) {
            Reply refused = bob.post(messages, "{\"cid\":\"r\",\"body\":{\"text\":\"x\"},\"" + field + "\":1}");
            assertProblem(refused, 400, "bad_request");
            assertThat(refused.json().getString("field")).isEqualTo(field);
        }
    }

    private JsonObject shown(RestClient who) throws Exception {
        return who.get(messages).items().getFirst();
    }
}
