package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.RawClient.Frame;
import io.parley.gateway.RawClient.Response;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private static final String KEY = "Sec-WebSocket-Key: " + RawClient.KEY;
    private static final String[] SOUND = {
        "Upgrade: websocket", "Connection: keep-alive, Upgrade", KEY, "Sec-WebSocket-Version: 13"
    };

    private TestGateway gateway;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.site = request -> request.response().setStatusCode(404).end("the site");
        gateway = with.start();
        client = gateway.connect();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        gateway.close();
    }

    private Response ask(String request) throws Exception {
        client.send(request);
        return client.response();
    }

    private void refused(int status, String... headers) throws Exception {
        try (RawClient one = gateway.connect()) {
            one.send(RawClient.request(headers));
            Response response = one.response();
            assertThat(response.status()).as(String.join(", ", headers)).isEqualTo(status);
            assertThat(response.headers()).containsEntry("content-type", "application/problem+json");
            JsonObject problem = new JsonObject(response.body());
            assertThat(problem.getInteger("status")).isEqualTo(status);
            assertThat(problem.getString("requestId"))
                    .isNotEmpty()
                    .isEqualTo(response.headers().get("x-request-id"));
        }
    }

    private static String[] but(int index, String... instead) {
        String[] headers = SOUND.clone();
        headers[index] = String.join("\r\n", instead);
        return headers;
    }

    @Test
    void aSoundUpgradeIsAccepted() throws Exception {
        Response response = ask(RawClient.request(SOUND));

        assertThat(response.status()).isEqualTo(101);
        assertThat(response.headers())
                .containsEntry("upgrade", "websocket")
                .containsEntry("sec-websocket-accept", RawClient.ACCEPT)
                .doesNotContainKey("sec-websocket-protocol");
        assertThat(gateway.session(0).opening.codec()).isEqualTo(NamedCodec.JSON);
        assertThat(gateway.session(0).opening.identity()).isNull();
    }

    @Test
    void aPlainGetIs426AndMayUpgradeAfterwards() throws Exception {
        Response response = ask(RawClient.request("X-Request-Id: r-1"));

        assertThat(response.status()).isEqualTo(426);
        assertThat(response.headers()).containsEntry("upgrade", "websocket").containsEntry("x-request-id", "r-1");
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("type", "about:blank")
                        .put("title", "Bad request")
                        .put("status", 426)
                        .put("code", "bad_request")
                        .put("detail", "this is a WebSocket")
                        .put("temporary", false)
                        .put("requestId", "r-1"));
        client.upgrade();
        client.send(text("now"));
        assertThat(client.frame()).isEqualTo(Frame.text("now"));
    }

    @Test
    void anotherVersionIs426AndToldWhichOne() throws Exception {
        refused(426, but(3, "Sec-WebSocket-Version: 8"));
        refused(426, but(3, "Sec-WebSocket-Version: 13, 8"));
        Response response = ask(RawClient.request(but(3, "X: y")));

        assertThat(response.status()).isEqualTo(426);
        assertThat(response.headers()).containsEntry("sec-websocket-version", "13");
    }

    @Test
    void whatIsMalformedIs400() throws Exception {
        refused(400, but(0, "Upgrade: h2c"));
        refused(400, but(0, "X: y"));
        refused(400, but(1, "Connection: keep-alive"));
        refused(400, but(1, "X: y"));
        refused(400, but(2, "X: y"));
        refused(400, but(2, "Sec-WebSocket-Key: short"));
        refused(400, but(2, "Sec-WebSocket-Key: " + "*".repeat(24)));
        refused(400, but(2, "Sec-WebSocket-Key: " + RawClient.KEY.replace("=", "")));
        refused(400, but(2, KEY, KEY));
        refused(400, but(2, KEY, "Host: second.example"));
        refused(400, but(2, KEY, "Content-Length: 2"));
        refused(400, but(2, KEY, "Sec-WebSocket-Protocol: chat, parley.v2.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/v1/ws HTTP/1.1", "HEAD /api/v1/ws HTTP/1.1", "GET /api/v1/ws HTTP/1.0"})
    void anotherMethodOrVersionOfHttpIs400(String line) throws Exception {
        String request = RawClient.request(SOUND).replace("GET /api/v1/ws HTTP/1.1", line);

        client.send(request);

        assertThat(client.bytes(12)).asString().endsWith(" 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/ws/", "/api/v1/WS", "/api/v1/rooms", "/api/v1/ws%2f", "//api/v1/ws"})
    void onAnyOtherPathAnUpgradeIsTheSitesAffair(String path) throws Exception {
        Response response = ask(RawClient.request(SOUND).replace(TestGateway.PATH, path));

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("the site");
    }

    @Test
    void theFirstSubprotocolThatIsServedIsTaken() throws Exception {
        Response response = client.upgrade(
                "Sec-WebSocket-Protocol: x", "Sec-WebSocket-Protocol: parley.v1.protobuf, parley.v1.json");

        assertThat(response.headers()).containsEntry("sec-websocket-protocol", "parley.v1.protobuf");
        client.send(frame(FIN | Opcode.BINARY, (byte) 'b'));
        assertThat(client.frame()).isEqualTo(new Frame(FIN | Opcode.BINARY, "b"));
    }

    @Test
    void compressionIsNotNegotiated() throws Exception {
        Response response = client.upgrade("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        assertThat(response.headers()).doesNotContainKey("sec-websocket-extensions");
        client.send(frame(FIN | 0x40 | Opcode.TEXT, (byte) 'x'));
        assertThat(client.frame().code()).isEqualTo(1002);
    }

    @Test
    void aHeadOf20KilobytesIs431() throws Exception {
        assertThat(ask(RawClient.upgradeRequest("X: " + "x".repeat(20_000))).status())
                .isEqualTo(431);
    }

    @Test
    void aSessionThatCannotBeOpenedIs1011() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.sessions = (loop, joiner) -> opening -> {
            throw new IllegalStateException("meant to");
        };
        try (TestGateway broken = with.start();
                RawClient one = broken.open()) {
            assertThat(one.frame().code()).isEqualTo(1011);
            assertThat(one.ended()).isTrue();
        }
    }
}
