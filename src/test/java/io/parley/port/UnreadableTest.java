package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnreadableTest {
    private static final Pattern ANSWER =
            Pattern.compile("HTTP/\\S+ (\\d+) .*?X-Request-Id: (\\S+)\r\n.*?\r\n\r\n(.*)", Pattern.DOTALL);
    private static final String LONG = "a".repeat(10_000);

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("fine"))
                .invalidRequestHandler(new Unreadable())
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void whatHttpCannotReadIsRefusedAsAProblemAndTheConnectionEnds() throws Exception {
        assertRefused("GET /" + LONG + " HTTP/1.1\r\nHost: here\r\n\r\n", 414);
        assertRefused("GET / HTTP/1.1\r\nHost: here\r\nX: " + LONG + "\r\n\r\n", 431);
        assertRefused("rubbish\r\n\r\n", 400);
        assertRefused("GET / HTTP/1.1\r\nHost: here\r\nbad name: x\r\n\r\n", 400);
        assertRefused("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: x\r\n\r\n", 400);
        assertRefused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    }

    private void assertRefused(String request, int status) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher answer = ANSWER.matcher(text);
            assertThat(answer.matches()).as(text).isTrue();
            assertThat(answer.group(1)).isEqualTo(String.valueOf(status));
            JsonObject problem = new JsonObject(answer.group(3));
            assertThat(problem.getInteger("status")).isEqualTo(status);
            assertThat(problem.getString("code")).isEqualTo("bad_request");
            assertThat(problem.getString("requestId")).isEqualTo(answer.group(2));
            assertThat(problem.getBoolean("temporary")).isFalse();
        }
    }
}
