package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.header;
import static io.parley.gateway.ClientFrames.masked;
import static io.parley.gateway.ClientFrames.text;
import static io.parley.gateway.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.gateway.RawClient.Frame;
import io.parley.port.Authenticator.Identity;
import io.parley.protocol.CloseReason;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final Duration SOON = Duration.ofMillis(150);
    private static final Duration NEVER = Duration.ofMinutes(10);

    private static TestGateway start(Deadlines deadlines) {
        TestGateway.Builder with = new TestGateway.Builder();
        with.deadlines = deadlines;
        with.ringing = true;
        with.site = request -> Vertx.currentContext()
                .owner()
                .setTimer(3 * SOON.toMillis(), timer -> request.response().end("slow"));
        return with.start();
    }

    @Test
    void halfARequestHeadIsCutOff() throws Exception {
        try (TestGateway gateway = start(new Deadlines(SOON, NEVER, NEVER, NEVER, NEVER, NEVER));
                RawClient silent = gateway.connect();
                RawClient half = gateway.connect()) {
            half.send("GET /api/v1/ws HTTP/1.1\r\nHost: chat.");

            assertThat(half.ended()).isTrue();
            assertThat(silent.ended()).isTrue();
        }
    }

    @Test
    void aSlowAnswerIsNotCutOffButWhoAsksNothingMoreIs() throws Exception {
        try (TestGateway gateway = start(new Deadlines(SOON, SOON, NEVER, NEVER, NEVER, NEVER));
                RawClient client = gateway.connect()) {
            client.send("GET /rooms HTTP/1.1\r\nHost: chat.example\r\n\r\n");
            assertThat(client.response().body()).isEqualTo("slow");

            client.send("GET /rooms HTTP/1.1\r\nHost: chat.example\r\n");

            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void halfABodyIsCutOff() throws Exception {
        try (TestGateway gateway = start(new Deadlines(NEVER, NEVER, SOON, NEVER, NEVER, NEVER));
                RawClient client = gateway.connect()) {
            client.send("POST /rooms HTTP/1.1\r\nHost: chat.example\r\nContent-Length: 100\r\n\r\nbegun");

            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void beyondTheLobbyWhoSpeaksHttpIsTurnedAwayAndSocketsAreNotCounted() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.lobby = 2;
        try (TestGateway gateway = with.start();
                RawClient socket = gateway.open();
                RawClient first = gateway.connect();
                RawClient second = gateway.connect()) {
            for (RawClient waiting : List.of(first, second)) {
                waiting.send(RawClient.request());
                assertThat(waiting.response().status()).isEqualTo(426);
            }
            try (RawClient third = gateway.connect()) {
                assertThat(third.ended()).isTrue();
            }

            first.socket.close();

            await().ignoreExceptions().until(() -> {
                try (RawClient next = gateway.open()) {
                    next.send(text("room"));
                    return next.frame().equals(Frame.text("room"));
                }
            });
            socket.send(text("still"));
            assertThat(socket.frame()).isEqualTo(Frame.text("still"));
        }
    }

    @Test
    void halfAFrameAndHalfAMessageAreEndedAndAnIdleConnectionIsNot() throws Exception {
        try (TestGateway gateway = start(new Deadlines(NEVER, NEVER, SOON, NEVER, NEVER, NEVER));
                RawClient idle = gateway.open();
                RawClient half = gateway.open();
                RawClient between = gateway.open()) {
            half.send(header(FIN | Opcode.TEXT, 100), masked(utf8("begun")));
            between.send(frame(Opcode.TEXT, utf8("begun")), frame(FIN | Opcode.PING));

            assertThat(half.frame().code()).isEqualTo(4408);
            assertThat(between.frame().first()).isEqualTo(FIN | Opcode.PONG);
            assertThat(between.frame().code()).isEqualTo(4408);
            idle.send(text("still here"));
            assertThat(idle.frame()).isEqualTo(Frame.text("still here"));
        }
    }

    @Test
    void aMessageThatWeDoNotListenToIsNotLate() throws Exception {
        try (TestGateway gateway = start(new Deadlines(NEVER, NEVER, SOON, NEVER, NEVER, NEVER));
                RawClient client = gateway.open();
                RawClient other = gateway.open()) {
            Echo session = gateway.session(0);
            client.send(frame(Opcode.TEXT, utf8("first ")));
            await().until(() -> session.alive.get() == 1);
            session.run(wire -> wire.listen(false));
            client.send(frame(FIN, utf8("half")));
            other.send(frame(Opcode.TEXT));
            assertThat(other.frame().code()).isEqualTo(4408);

            session.run(wire -> wire.listen(true));

            assertThat(client.frame()).isEqualTo(Frame.text("first half"));
        }
    }

    @Test
    void aCloseThatIsNotAnsweredIsFollowedByTheEnd() throws Exception {
        try (TestGateway gateway = start(new Deadlines(NEVER, NEVER, NEVER, SOON, NEVER, NEVER));
                RawClient client = gateway.open()) {
            gateway.session(0).run(wire -> wire.close(CloseReason.LEAVING));

            assertThat(client.frame().code()).isEqualTo(1001);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void aReaderThatTakesNothingAtAllIsCutOff() throws Exception {
        try (TestGateway gateway = start(new Deadlines(NEVER, NEVER, NEVER, NEVER, SOON, NEVER));
                RawClient client = new RawClient(new Socket(), gateway.port(), 4_096)) {
            client.upgrade();
            Echo session = gateway.session(0);
            session.answer = (wire, message) -> wire.write(message);
            byte[] chunk = new byte[32 * 1024];

            await().until(() -> {
                boolean full = session.here(() -> !session.opening.wire().writable());
                session.run(wire -> wire.write(full ? new byte[0] : chunk));
                return full;
            });

            await().until(() -> session.closed.get() == 1);
        }
    }

    @Test
    void anAdmissionThatNeverEndsIs504() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.deadlines = TestGateway.all(SOON);
        with.admission = request -> Promise.<Identity>promise().future();
        try (TestGateway gateway = with.start();
                RawClient client = gateway.connect()) {
            client.send(RawClient.upgradeRequest());

            assertThat(client.response().status()).isEqualTo(504);
        }
    }
}
