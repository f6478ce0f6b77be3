package io.parley.gateway;

import static io.parley.gateway.ClientFrames.text;
import static io.parley.gateway.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.RawClient.Response;
import io.parley.port.Authenticator;
import io.parley.port.Authenticator.Identity;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    private static TestGateway start(Admission admission) {
        TestGateway.Builder with = new TestGateway.Builder();
        with.admission = admission;
        return with.start();
    }

    private static Admission admission() {
        return Admission.by(authenticator(), ticket -> authenticator().verify("good".equals(ticket) ? "good" : "bad"));
    }

    private static String request(String query, String... headers) {
        return RawClient.upgradeRequest(headers).replace(TestGateway.PATH, TestGateway.PATH + "?" + query);
    }

    /** Answers off the loop, as a store would. */
    private static Authenticator authenticator() {
        return token -> {
            Promise<Identity> verified = Promise.promise();
            Thread.ofPlatform().start(() -> {
                switch (token) {
                    case "good" -> verified.complete(new Identity("ada", "s1", 1));
                    case "down" -> verified.fail(new IllegalStateException("meant to"));
                    default -> verified.fail(Failure.of(Code.UNAUTHENTICATED, "bad token"));
                }
            });
            return verified.future();
        };
    }

    @Test
    void aTokenSaysWhoComes() throws Exception {
        try (TestGateway gateway = start(admission());
                RawClient client = gateway.connect()) {
            client.upgrade("Authorization: bearer good");

            assertThat(gateway.session(0).opening.identity()).isEqualTo(new Identity("ada", "s1", 1));
            client.send(text("hello"));
            assertThat(client.frame().payload()).isEqualTo("hello");
        }
    }

    @Test
    void aTicketSaysWhoComes() throws Exception {
        try (TestGateway gateway = start(admission());
                RawClient client = gateway.connect()) {
            client.send(request("ticket=good"));
            assertThat(client.response().status()).isEqualTo(101);

            assertThat(gateway.session(0).opening.identity()).isEqualTo(new Identity("ada", "s1", 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"401, ticket=spent", "401, ticket=", "400, ticket=good&ticket=good"})
    void aTicketThatSaysNothingIsRefusedBeforeTheUpgrade(int status, String query) throws Exception {
        try (TestGateway gateway = start(admission());
                RawClient client = gateway.connect()) {
            client.send(request(query));

            assertThat(client.response().status()).isEqualTo(status);
        }
    }

    @Test
    void aTokenInTheQueryIsNone() throws Exception {
        try (TestGateway gateway = start(admission());
                RawClient client = gateway.connect()) {
            client.send(request("token=good"));
            assertThat(client.response().status()).isEqualTo(101);

            assertThat(gateway.session(0).opening.identity()).isNull();
        }
    }

    @Test
    void aTicketBesideAnAuthorizationIsRefused() throws Exception {
        try (TestGateway gateway = start(admission());
                RawClient client = gateway.connect()) {
            client.send(request("ticket=good", "Authorization: Bearer good"));

            assertThat(client.response().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"401, Bearer bad", "401, Basic good", "401, Bearer", "503, Bearer down"})
    void aTokenThatSaysNothingIsRefusedBeforeTheUpgrade(int status, String authorization) throws Exception {
        try (TestGateway gateway = start(admission());
                RawClient client = gateway.connect()) {
            client.send(RawClient.upgradeRequest("Authorization: " + authorization));

            Response response = client.response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.headers()).containsKey(status == 401 ? "www-authenticate" : "retry-after");
        }
    }

    @Test
    void anAdmissionThatThrowsIs503() throws Exception {
        try (TestGateway gateway = start(request -> {
                    throw new IllegalStateException("meant to");
                });
                RawClient client = gateway.connect()) {
            client.send(RawClient.upgradeRequest());

            Response response = client.response();
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.headers()).containsEntry("retry-after", "1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Authorization: Bearer good"})
    void whoSpeaksBeforeThe101IsCutOff(String header) throws Exception {
        try (TestGateway gateway = start(admission());
                RawClient hasty = gateway.connect()) {
            hasty.send(utf8(RawClient.upgradeRequest(header)), text("early"));

            // The 101 may have been on its way.
            assertThat(hasty.rest()).matches("(?s)(HTTP/1.1 101 .*\r\n\r\n)?");
            assertThat(((Echo.Room) gateway.sessions).sessions).isEmpty();
        }
    }

    @Test
    void whoHasGoneBeforeBeingAdmittedOpensNothing() throws Exception {
        Promise<Identity> admitted = Promise.promise();
        Promise<Void> asked = Promise.promise();
        Promise<Void> gone = Promise.promise();
        Admission admission = request -> {
            request.connection().closeHandler(closed -> gone.complete());
            asked.complete();
            return admitted.future();
        };
        try (TestGateway gateway = start(admission);
                RawClient client = gateway.connect();
                RawClient next = gateway.connect()) {
            client.send(RawClient.upgradeRequest());
            TestGateway.get(asked.future());
            client.socket.close();
            TestGateway.get(gone.future());

            admitted.complete(null);

            next.send(RawClient.request());
            assertThat(next.response().status()).isEqualTo(426);
            assertThat(((Echo.Room) gateway.sessions).sessions).isEmpty();
        }
    }
}
