package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class HealthRoutesTest extends RestTest {
    @Test
    void aNodeThatHasStartedIsReadyUntilItLeaves() throws Exception {
        assertThat(alice.get("/health/ready").status()).isEqualTo(200);

        server.draining = true;

        assertThat(alice.get("/health/ready").status()).isEqualTo(503);
        assertThat(alice.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void aNodeThatStartsLivesButIsNotReady() throws Exception {
        server.started = false;

        assertThat(alice.get("/health/live").status()).isEqualTo(200);
        assertThat(alice.get("/health/startup").status()).isEqualTo(503);
        assertThat(alice.get("/health/ready").status()).isEqualTo(503);
    }

    @Test
    void aNodeWhoseLoopIsBlockedIsToBeRestarted() throws Exception {
        server.live = false;

        assertThat(alice.get("/health/live").status()).isEqualTo(503);
    }

    @Test
    void aNodeThatMissesWhatItNeedsIsNotReadyAndSaysWhat() throws Exception {
        server.storeUp = false;

        RestClient.Reply reply = alice.get("/health/ready?verbose");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json())
                .isEqualTo(new JsonObject()
                        .put("status", "down")
                        .put("started", true)
                        .put("draining", false)
                        .put("checks", new JsonObject().put("store", "down"))
                        .put("verticles", new JsonArray().add("HttpVerticle")));
        assertThat(alice.get("/health/ready").text()).isEqualTo("{\"status\":\"down\"}");
    }

    @Test
    void whereTheRoutesAreGoneEveryRequestIsToldToComeBack() throws Exception {
        server.undeploy();

        RestClient.Reply reply = alice.get("/health/live");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        assertThat(reply.code()).isEqualTo("unavailable");
    }
}
