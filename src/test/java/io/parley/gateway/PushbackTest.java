package io.parley.gateway;

import static io.parley.gateway.ClientFrames.text;
import static io.parley.gateway.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.gateway.RawClient.Frame;
import io.parley.port.Wire;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "native transport {0}")
@ValueSource(booleans = {true, false})
class PushbackTest {
    private static final int SMALL_WINDOW = 4 * 1024;
    private static final String LONG = "l".repeat(32 * 1024);

    @Parameter
    boolean nativeTransport;

    private TestGateway gateway;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.nativeTransport = nativeTransport;
        gateway = with.start();
        client = new RawClient(new Socket(), gateway.port(), SMALL_WINDOW);
        client.upgrade();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        gateway.close();
    }

    private Echo session() {
        return gateway.session(0);
    }

    private Wire wire() {
        return session().opening.wire();
    }

    @Test
    void whoDoesNotReadIsNotReadFromAndLosesNothing() throws Exception {
        int messages = 1_000;
        session().answer = (wire, message) -> wire.write(ClientFrames.join(message, utf8(LONG)));
        for (int i = 0; i < messages; i++) {
            client.send(text("" + i));
        }

        await().until(() -> !session().here(wire()::writable));
        assertThat(session().heard).hasSizeLessThan(messages);
        for (int i = 0; i < messages; i++) {
            assertThat(client.frame()).isEqualTo(Frame.text(i + LONG));
        }
        assertThat(session().heard).hasSize(messages);
        await().until(() -> session().writable.get() > 0);
        assertThat(session().here(wire()::writable)).isTrue();
    }

    @Test
    void writingFarBeyondTheMarkDropsTheTurnAndEndsWith4408() throws Exception {
        session().run(wire -> {
            for (int written = 0; written <= Connection.MAX_WAITING; written += LONG.length()) {
                wire.write(utf8(LONG));
            }
            wire.write(utf8("unheard"));
        });

        assertThat(client.frame().code()).isEqualTo(4408);
        client.send(ClientFrames.close(4408, ""));
        assertThat(client.ended()).isTrue();
    }

    @Test
    void nothingIsQuietUntilThePeersTcpHasIt() throws Exception {
        // Fits into both sockets' buffers, but not into the peer's window.
        session().run(wire -> wire.write(utf8(LONG)));
        boolean told = session().here(wire()::sinceAcked) < Long.MAX_VALUE;
        assertThat(told).isEqualTo(gateway.vertx.isNativeTransportEnabled());
        if (told) {
            await().during(Duration.ofMillis(900)).until(() -> !session().here(wire()::quiet));
        }

        assertThat(client.frame()).isEqualTo(Frame.text(LONG));

        await().until(() -> session().here(wire()::quiet));
    }
}
