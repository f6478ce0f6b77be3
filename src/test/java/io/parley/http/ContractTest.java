package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import org.junit.jupiter.api.Test;

/** What {@code openapi.yaml} asks of requests is asked of them. */
class ContractTest extends RestTest {
    private static final String ROOMS = V1 + "/rooms";

    @Test
    void aParameterThatTheOperationDoesNotHaveIsRefused() throws Exception {
        assertBad(alice.get(V1 + "/users?query=bob&offset=1"), "offset");
        assertBad(alice.get(V1 + "/profile?verbose"), "verbose");
        assertBad(alice.get(V1 + "/users?query=bob&Limit=1"), "Limit");
        assertBad(alice.get(V1 + "/profile?%00=1"), "query");
    }

    @Test
    void aParameterIsGivenOnceAndNotEmpty() throws Exception {
        assertBad(alice.get(V1 + "/users?query=bob&query=carol"), "query");
        assertBad(alice.get(V1 + "/users?query="), "query");
        assertBad(alice.get(V1 + "/users?query=%0a"), "query");
        assertBad(alice.get(V1 + "/users?query=" + "x".repeat(65)), "query");
        assertThat(alice.get(V1 + "/users?query=" + "%F0%9F%98%80".repeat(64)).status())
                .isEqualTo(200);
        assertBad(alice.post(ROOMS, "{}", "Idempotency-Key", "a", "Idempotency-Key", "a"), "Idempotency-Key");
    }

    @Test
    void aNumberIsDigitsWithinItsRange() throws Exception {
        for (String limit : new String[] {"0", "51", "-1", "1.0", "1e1", "x", "", "9".repeat(30), "%201", "\"1\""}) {
            assertBad(alice.get(V1 + "/users?query=b&limit=" + limit.replace("\"", "%22")), "limit");
        }
        assertThat(alice.get(V1 + "/users?query=b&limit=50").status()).isEqualTo(200);
    }

    @Test
    void aPathThatNamesNobodyIsNotFoundWhateverElseIsWrong() throws Exception {
        assertProblem(alice.get(V1 + "/users/bob%0A"), 404, "not_found");
        assertProblem(alice.get(V1 + "/users/Bob"), 404, "not_found");
        assertProblem(alice.post(ROOMS + "/@Bob/messages", "{}"), 404, "not_found");
        assertThat(alice.post(ROOMS, "{\"id\":\"1.5\",\"name\":\"x\",\"kind\":\"public\"}")
                        .status())
                .isEqualTo(201);
        assertThat(alice.get(ROOMS + "/1.5").status()).isEqualTo(200);
    }

    @Test
    void aFieldAtFaultIsNamedInPlainWords() throws Exception {
        assertSays(alice.post(ROOMS, "{\"name\":\"x\"}"), "kind is missing");
        assertSays(alice.post(ROOMS, "{\"name\":\"x\",\"kind\":\"open\"}"), "kind must be public or private");
        assertSays(alice.post(ROOMS, room("\"joins\":\"foo\"")), "joins must be logged or silent");
        assertSays(alice.post(ROOMS, room("\"members\":[\"bob\",1]")), "members has an item that must be a string");
        assertSays(alice.post(ROOMS, "{\"name\":\"\",\"kind\":\"public\"}"), "name must be at least 1 character");
        assertSays(alice.post(ROOMS, room("\"cid\":\"a b\"")), "cid must be 1-64 of A-Z a-z 0-9 . _ ~ -");
        assertSays(alice.post(ROOMS, room("\"cid\":\"a\\n\"")), "cid must be 1-64 of A-Z a-z 0-9 . _ ~ -");
        assertSays(alice.get(V1 + "/users?query=b&limit=51"), "limit must be 1 to 50");
        String messages = ROOMS + "/" + alice.room("private") + "/messages";
        assertSays(alice.post(messages, "{\"cid\":\"c\",\"body\":{\"text\":7}}"), "body.text must be a string");
        assertSays(alice.post(messages, "{\"cid\":\"c\",\"body\":{\"text\":null}}"), "body.text is missing");
    }

    @Test
    void aWholeNumberOfABodyIsDigits() throws Exception {
        String read = ROOMS + "/" + alice.room("private") + "/read";

        for (String seq : new String[] {
            "1.0", "1e2", "-1", "9007199254740992", "9".repeat(19), "9".repeat(900), "1e400", "\"1\"", "true", "[1]"
        }) {
            assertBad(alice.put(read, "{\"seq\":" + seq + "}"), "seq");
        }
        assertThat(alice.put(read, "{\"seq\":1}").status()).isEqualTo(204);
    }

    @Test
    void aBodyThatIsNotRequiredMayBeAbsentAndOneThatIsMayNot() throws Exception {
        String room = ROOMS + "/" + alice.room("public");

        assertThat(bob.put(room + "/members/bob", null).status()).isEqualTo(201);
        assertThat(bob.send("DELETE", room + "/members/bob", "{\"cid\":\"c1\"}")
                        .json()
                        .getString("cid"))
                .isEqualTo("c1");
        assertBad(bob.send("DELETE", room + "/members/bob", "{\"cid\":\"c 1\"}"), "cid");
        assertProblem(alice.send("POST", room + "/messages", null), 400, "bad_request");
    }

    private static String room(String field) {
        return "{\"name\":\"x\",\"kind\":\"public\"," + field + "}";
    }

    private static void assertSays(Reply reply, String words) {
        assertProblem(reply, 400, "bad_request");
        assertThat(reply.json().getString("detail")).isEqualTo(words);
    }
}
