package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.parley.http.RestClient.Reply;
import io.parley.port.Network;
import io.parley.port.Proxies;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FiltersTest extends RestTest {
    @Test
    void aHarmlessRequestIdIsEchoedAndAnotherReplaced() throws Exception {
        assertThat(alice.get(V1 + "/profile", "X-Request-Id", "my-id.1").header("X-Request-Id"))
                .isEqualTo("my-id.1");
        for (String odd : new String[] {"a b", "a\"b", "x".repeat(65), "ä"}) {
            assertThat(alice.get(V1 + "/profile", "X-Request-Id", odd).header("X-Request-Id"))
                    .hasSize(36)
                    .isNotEqualTo(odd);
        }
    }

    @Test
    void theAccessLogTellsThePathButNeverAQueryOrAToken() throws Exception {
        Logger access = (Logger) LoggerFactory.getLogger("io.parley.http.access");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level usual = access.getLevel();
        access.setLevel(Level.INFO);
        access.addAppender(lines);
        try {
            alice.get(V1 + "/users?query=confidential", "X-Request-Id", "seen");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> lines.list.stream()
                            .anyMatch(line -> line.getFormattedMessage().contains("id=seen")));
            assertThat(lines.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains("method=GET path=/api/v1/users status=200"))
                    .noneMatch(line -> line.contains("confidential"))
                    .noneMatch(line -> line.contains(String.valueOf(alice.token())));
        } finally {
            access.detachAppender(lines);
            access.setLevel(usual);
        }
    }

    @Test
    void aPathThatNobodyCanDecodeIsABadRequest() throws Exception {
        for (String path : new String[] {"/users/%zz", "/rooms/%E0%A4%A", "/nope/%z"}) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), alice.port())) {
                String request = "GET " + V1 + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"bad_request\"");
            }
        }
    }

    @Test
    void whatTheRouterItselfRefusesIsAProblemWithAnIdToo() throws Exception {
        Map<String, String> refusals = Map.of(
                "GET " + V1 + "/rooms HTTP/1.1\r\n",
                "400",
                "OPTIONS * HTTP/1.1\r\nHost: here\r\n",
                "404",
                "BREW " + V1 + "/rooms HTTP/1.1\r\nHost: here\r\n",
                "405");
        for (Map.Entry<String, String> refusal : refusals.entrySet()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), alice.port())) {
                String request = refusal.getKey() + "X-Request-Id: mine\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .startsWith("HTTP/1.1 " + refusal.getValue())
                        .contains("X-Request-Id: mine", "application/problem+json", "\"requestId\":\"mine\"");
            }
        }
    }

    @Test
    void anotherOriginIsRefusedUnlessItIsListed() throws Exception {
        HttpSettings normal = RestServer.settings(RestServer.UNLIMITED);
        HttpSettings listed = new HttpSettings(
                true, Set.of("https://app.example"), normal.proxies(), normal.deadline(), normal.rates());
        RestServer other = new RestServer(Files.createDirectory(directory.resolve("cors")), listed);
        try {
            RestClient page = other.user("alice");

            Reply allowed = page.get(V1 + "/profile", "Origin", "https://app.example");
            assertThat(allowed.status()).isEqualTo(200);
            assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
            assertThat(allowed.header("Vary")).isEqualTo("Origin");
            assertProblem(page.get(V1 + "/profile", "Origin", "https://evil.example"), 403, "forbidden");
            assertProblem(page.get(V1 + "/profile", "Origin", "null"), 403, "forbidden");
            Reply preflight = other.client()
                    .send(
                            "OPTIONS",
                            V1 + "/rooms",
                            null,
                            "Origin",
                            "https://app.example",
                            "Access-Control-Request-Method",
                            "POST");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Authorization", "Idempotency-Key");
        } finally {
            other.close();
        }
    }

    @Test
    void itsOwnOriginIsAlwaysAllowed() throws Exception {
        String own = "http://" + alice.get("/health/live").response().uri().getAuthority();

        assertThat(alice.get(V1 + "/profile", "Origin", own).status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String huge = "{\"name\":\"" + "x".repeat(70_000) + "\"}";

        assertProblem(alice.post(V1 + "/rooms", huge), 413, "too_large");
    }

    @Test
    void anotherKindOfBodyThanJsonIsRefused() throws Exception {
        for (String kind : new String[] {
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=latin1"
        }) {
            assertProblem(alice.post(V1 + "/rooms", "{}", "Content-Type", kind), 415, "bad_request");
        }
        assertBad(alice.post(V1 + "/rooms", "{}", "Content-Type", "Application/JSON; charset=UTF-8"), "kind");
    }

    @Test
    void jsonIsReadStrictly() throws Exception {
        for (String odd : new String[] {
            "", "[]", "7", "null", "{", "{}{}", "{} x", "{'name':1}", "{\"name\":\"x\",}", "{\"name\":NaN}", "//\n{}"
        }) {
            assertThat(alice.post(V1 + "/rooms", odd).code()).as(odd).isEqualTo("bad_request");
        }
        assertBad(alice.post(V1 + "/rooms", "{\"name\":\"x\",\"name\":\"y\"}"), "name");
        assertBad(alice.post(V1 + "/rooms", "{\"deep\":" + "[".repeat(1_000)), "deep");
        assertBad(alice.post(V1 + "/rooms", "{\"name\":\"x\",\"kind\":null}"), "kind");
    }

    @Test
    void aPathThatIsNotThereIsNotFound() throws Exception {
        assertProblem(alice.get(V1 + "/nothing"), 404, "not_found");
        assertProblem(alice.get("/api/v9/rooms"), 404, "not_found");
        assertProblem(alice.get("/nothing"), 404, "not_found");
        assertProblem(alice.get(V1 + "/rooms/%00"), 404, "not_found");
        assertProblem(alice.get(V1 + "/rooms/..%2f..%2fprofile"), 404, "not_found");
    }

    @Test
    void aMethodThatAPathDoesNotHaveIsNamedWithThoseItHas() throws Exception {
        Reply reply = alice.delete(V1 + "/rooms");

        assertProblem(reply, 405, "bad_request");
        assertThat(reply.header("Allow")).isEqualTo("GET, POST");
        assertThat(alice.get(V1 + "/login").header("Allow")).isEqualTo("POST");
    }

    @Test
    void whatTheContractNamesAndThisServerLacksIsSaid() throws Exception {
        assertProblem(alice.get(V1 + "/attachments"), 501, "unsupported");
        assertProblem(server.client().get(V1 + "/attachments"), 401, "unauthenticated");
    }

    @Test
    void behindATrustedProxyEveryClientHasABucketOfItsOwnAndNobodyMakesOneUp() throws Exception {
        HttpSettings normal = RestServer.settings(RestServer.UNLIMITED);
        HttpSettings behind = new HttpSettings(
                true,
                normal.origins(),
                new Proxies(List.of(Network.of("127.0.0.1"))),
                normal.deadline(),
                normal.rates());
        RestServer slow = new RestServer(Files.createDirectory(directory.resolve("proxied")), behind);
        slow.rules("rest/address=1/s burst 2");
        try {
            RestClient proxy = slow.client();
            List<Integer> honest = new ArrayList<>();
            List<Integer> forged = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                honest.add(proxy.get(V1 + "/profile", "X-Forwarded-For", "198.51.100." + i)
                        .status());
                forged.add(proxy.get(V1 + "/profile", "X-Forwarded-For", "6.6.6." + i + ", 203.0.113.9")
                        .status());
            }
            assertThat(honest).containsOnly(401);
            assertThat(forged).contains(429);
        } finally {
            slow.close();
        }
    }

    @Test
    void anAddressThatAsksTooMuchIsToldWhenToComeBack() throws Exception {
        RestServer slow = new RestServer(Files.createDirectory(directory.resolve("slow")));
        slow.rules("rest/address=1/s burst 2");
        try {
            slow.client().get(V1 + "/rooms");
            slow.client().get(V1 + "/rooms");
            Reply third = slow.client().get(V1 + "/rooms");

            assertProblem(third, 429, "rate_limited");
            assertThat(third.header("Retry-After")).isEqualTo("1");
            assertThat(slow.client().get("/health/live").status()).isEqualTo(200);
        } finally {
            slow.close();
        }
    }

    @Test
    void everyAnswerForbidsSniffingAndKeeping() throws Exception {
        Reply reply = alice.get(V1 + "/profile");

        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }
}
