package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchRoutesTest extends RestTest {
    private static String search(String words, String more) {
        return V1 + "/search?query=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + more;
    }

    private static List<String> cids(RestClient.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.items().stream().map(item -> item.getString("cid")).toList();
    }

    @Test
    void whatWasSaidIsFoundByItsWordsWhereOneIsAMember() throws Exception {
        String room = alice.room("private", "bob");
        alice.say(room, "c1", "Shall we meet at the harbour?");
        bob.say(room, "c2", "港で会いましょう");

        JsonObject found = bob.get(search("harbour meet", "")).items().getFirst();
        assertThat(found.getString("room")).isEqualTo(room);
        assertThat(found.getJsonObject("body").getString("text")).startsWith("Shall we");
        assertThat(cids(alice.get(search("港", "")))).containsExactly("c2");
        assertThat(cids(stranger.get(search("harbour", "")))).isEmpty();
    }

    @Test
    void aNamedRoomIsSearchedByWhoMayReadIt() throws Exception {
        String open = alice.room("public", "bob");
        String shut = alice.room("private", "bob");
        alice.say(open, "c1", "word");
        alice.say(shut, "c2", "word");

        assertThat(cids(stranger.get(search("word", "&room=" + open)))).containsExactly("c1");
        assertProblem(stranger.get(search("word", "&room=" + shut)), 404, "not_found");
        assertProblem(stranger.get(search("word", "&room=nowhere")), 404, "not_found");
        alice.put(V1 + "/rooms/" + open + "/bans/stranger", "{}");
        assertProblem(stranger.get(search("word", "&room=" + open)), 403, "banned");
        assertThat(cids(bob.get(search("word", "")))).containsExactly("c2", "c1");
        alice.delete(V1 + "/rooms/" + shut + "/members/bob");
        assertThat(cids(bob.get(search("word", "")))).containsExactly("c1");
    }

    @Test
    void theAnswerShowsMessagesAsTheyNowAre() throws Exception {
        String room = alice.room("private", "bob");
        long first = alice.say(room, "c1", "a wrod").json().getLong("seq");
        long second = alice.say(room, "c2", "another wrod").json().getLong("seq");
        alice.patch(V1 + "/rooms/" + room + "/messages/" + first, "{\"cid\":\"e\",\"body\":{\"text\":\"a word\"}}");
        bob.put(V1 + "/rooms/" + room + "/messages/" + first + "/reactions/x", null);
        alice.delete(V1 + "/rooms/" + room + "/messages/" + second);

        assertThat(cids(alice.get(search("wrod", "")))).isEmpty();
        JsonObject found = bob.get(search("word", "")).items().getFirst();
        assertThat(found.getLong("editedAt")).isNotNull();
        assertThat(found.getJsonObject("reactions").getJsonObject("x").getBoolean("me"))
                .isTrue();
    }

    @Test
    void pagesLeadFromTheLatestToTheFirst() throws Exception {
        String room = alice.room("private", "bob");
        for (int i = 0; i < 7; i++) {
            (i % 2 == 0 ? alice : bob).say(room, "c" + i, "word " + i);
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            RestClient.Reply page = alice.get(search("word", "&limit=3" + next));
            seen.addAll(cids(page));
            String cursor = page.json().getString("next");
            next = cursor == null ? null : "&cursor=" + cursor;
        }

        assertThat(seen).containsExactly("c6", "c5", "c4", "c3", "c2", "c1", "c0");
        assertThat(cids(alice.get(search("word", "&from=bob")))).containsExactly("c5", "c3", "c1");
        assertThat(cids(alice.get(search("word", "&before=1")))).isEmpty();
    }

    @Test
    void whatCannotBeLookedForIsSaid() throws Exception {
        assertBad(alice.get(V1 + "/search"), "query");
        assertBad(alice.get(search("?! 👍", "")), "query");
        assertBad(alice.get(search("a ".repeat(17), "")), "query");
        assertBad(alice.get(search("x".repeat(201), "")), "query");
        assertBad(alice.get(search("word", "&room=a/b")), "room");
        assertBad(alice.get(search("word", "&cursor=x")), "cursor");
        assertProblem(server.client().get(search("word", "")), 401, "unauthenticated");
    }
}
