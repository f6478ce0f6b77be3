package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a stranger can find out of a private room: nothing, not even that it is there. */
class PrivacyTest extends RestTest {
    private record Attempt(
            String method, String path, @Nullable String body) {}

    private static final List<Attempt> ATTEMPTS = List.of(
            new Attempt("GET", "", null),
            new Attempt("PATCH", "", "{\"name\":\"mine\"}"),
            new Attempt("DELETE", "", null),
            new Attempt("GET", "/members", null),
            new Attempt("PUT", "/members/stranger", "{}"),
            new Attempt("PUT", "/members/bob", "{\"role\":\"owner\"}"),
            new Attempt("DELETE", "/members/stranger", null),
            new Attempt("DELETE", "/members/alice", null),
            new Attempt("GET", "/messages", null),
            new Attempt("GET", "/messages?around=1", null),
            new Attempt("POST", "/messages", "{\"cid\":\"c1\",\"body\":{\"text\":\"hi\"}}"),
            new Attempt("GET", "/entries", null),
            new Attempt("GET", "/messages/1/receipts", null),
            new Attempt("PUT", "/read", "{\"seq\":1}"));

    @Test
    void aPrivateRoomIsNotFoundByAStrangerOnAnyRoute() throws Exception {
        assertHidden(alice.room("private", "bob"));
    }

    @Test
    void aDirectRoomIsNotFoundByAStrangerOnAnyRoute() throws Exception {
        assertHidden(alice.post(V1 + "/direct", "{\"user\":\"bob\"}").json().getString("id"));
    }

    @Test
    void whatIsHiddenIsAnsweredAsWhatDoesNotExist() throws Exception {
        String hidden = alice.room("private");
        for (Attempt attempt : ATTEMPTS) {
            String there = attempt(attempt, hidden).text().replaceAll("\"requestId\":\"[^\"]*\"", "");
            String nowhere = attempt(attempt, "r-nowhere").text().replaceAll("\"requestId\":\"[^\"]*\"", "");

            assertThat(there.replace(hidden, "ROOM"))
                    .as(attempt.toString())
                    .isEqualTo(nowhere.replace("r-nowhere", "ROOM"));
        }
    }

    @Test
    void whoLeftIsAStranger() throws Exception {
        String room = alice.room("private", "stranger");
        alice.say(room, "c0", "secret");
        stranger.delete(V1 + "/rooms/" + room + "/members/stranger");

        assertHidden(room);
    }

    @Test
    void nothingOfAnothersRoomsIsListed() throws Exception {
        alice.room("private", "bob");

        assertThat(stranger.get(V1 + "/rooms").items()).isEmpty();
        assertThat(stranger.get(V1 + "/rooms?view=public").items()).isEmpty();
    }

    private void assertHidden(String room) throws Exception {
        alice.say(room, "c1", "secret");
        String before = alice.get(V1 + "/rooms/" + room + "/entries").text();
        for (Attempt attempt : ATTEMPTS) {
            assertThat(attempt(attempt, room).code()).as(attempt.toString()).isEqualTo("not_found");
        }
        assertThat(alice.get(V1 + "/rooms/" + room + "/entries").text()).isEqualTo(before);
    }

    private Reply attempt(Attempt attempt, String room) throws Exception {
        return stranger.send(
                attempt.method(), V1 + "/rooms/" + room + attempt.path(), attempt.body(), "Idempotency-Key", "c1");
    }
}
