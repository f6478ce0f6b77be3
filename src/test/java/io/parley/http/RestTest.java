package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the routes share: a server, and two who know each other and a stranger. */
abstract class RestTest {
    static final String V1 = "/api/v1";

    @TempDir
    Path directory;

    RestServer server;
    RestClient alice;
    RestClient bob;
    RestClient stranger;

    @BeforeEach
    void start() throws Exception {
        server = new RestServer(directory);
        alice = server.user("alice");
        bob = server.user("bob");
        stranger = server.user("stranger");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.text()).as("body of %d", reply.status()).startsWith("{");
        assertThat(reply.code()).as(reply.text()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().getInteger("status")).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().getString("requestId")).isEqualTo(reply.header("X-Request-Id"));
    }

    static void assertBad(Reply reply, String field) {
        assertProblem(reply, 400, "bad_request");
        assertThat(reply.json().getString("field")).as(reply.text()).isEqualTo(field);
    }
}
