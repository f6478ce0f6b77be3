package io.parley.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That answers are compared with the contract is worth as much as what the comparison notices. */
class AnswersTest {
    private static final String USER = "{\"id\":\"bob\",\"displayName\":\"Bob\",\"createdAt\":1}";
    private final Map<String, String> headers = new HashMap<>(Map.of(
            "Content-Type", "application/json",
            "X-Request-Id", "r1",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff"));

    @Test
    void whatTheContractTellsOfPasses() {
        hold(200, USER);
        headers.put("Content-Type", "application/problem+json");
        hold(404, problem(404, "not_found").encode());
    }

    @Test
    void aFieldOrAStatusOrAKindThatItDoesNotTellOfIsNoticed() {
        refuses(200, new JsonObject(USER).put("secret", 1).encode());
        refuses(200, new JsonObject(USER).put("createdAt", "now").encode());
        refuses(200, "{\"id\":\"bob\"}");
        refuses(202, USER);
        headers.put("Content-Type", "text/html");
        refuses(200, USER);
    }

    @Test
    void aProblemThatContradictsItselfIsNoticed() {
        headers.put("Content-Type", "application/problem+json");

        refuses(404, problem(400, "not_found").encode());
        refuses(404, problem(404, "not_found").put("temporary", true).encode());
        refuses(404, problem(404, "not_found").put("requestId", "r2").encode());
        refuses(404, problem(404, "not_found").put("trace", "x").encode());
        refuses(404, problem(404, "not_found").put("detail", "java.lang.Error").encode());
        refuses(405, problem(405, "bad_request").encode());
        refuses(401, problem(401, "unauthenticated").encode());
    }

    @Test
    void aHeaderThatIsMissingIsNoticed() {
        headers.remove("X-Request-Id");
        refuses(200, USER);
    }

    private static JsonObject problem(int status, String code) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", "Title")
                .put("status", status)
                .put("code", code)
                .put("detail", "why")
                .put("temporary", false)
                .put("requestId", "r1");
    }

    private void hold(int status, String body) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        Answers.PUBLISHED.hold("GET", "/api/v1/users/bob", status, HttpHeaders.of(all, (name, value) -> true), body);
    }

    private void refuses(int status, String body) {
        assertThatThrownBy(() -> hold(status, body)).as(body).isInstanceOf(AssertionError.class);
    }
}
