package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.bytes;
import static io.parley.gateway.ClientFrames.close;
import static io.parley.gateway.ClientFrames.frame;
import static io.parley.gateway.ClientFrames.header;
import static io.parley.gateway.ClientFrames.text;
import static io.parley.gateway.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.gateway.RawClient.Frame;
import io.parley.port.Wire;
import io.parley.protocol.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "native transport {0}")
@ValueSource(booleans = {true, false})
class ConnectionTest {
    @Parameter
    boolean nativeTransport;

    private TestGateway gateway;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.nativeTransport = nativeTransport;
        gateway = with.start();
        client = gateway.open();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        gateway.close();
    }

    private Echo session() {
        return gateway.session(0);
    }

    @Test
    void whatIsSaidIsHeardAndAnswered() throws Exception {
        client.send(text("hello"), text("über"));

        assertThat(client.frame()).isEqualTo(Frame.text("hello"));
        assertThat(client.frame().payload()).hasSize(5);
        assertThat(session().heard).hasSize(2);
        assertThat(session().alive).hasValue(2);
    }

    @Test
    void theLargestMessageIsHeardAndOneByteMoreIs1009() throws Exception {
        String most = "m".repeat(TestGateway.FRAME_BYTES);
        client.send(text(most));
        assertThat(client.frame().payload()).isEqualTo(most);

        client.send(text(most + "m"));

        assertThat(client.frame().code()).isEqualTo(1009);
        assertThat(client.ended()).isTrue();
        await().until(() -> session().closed.get() == 1);
    }

    @Test
    void aMessageThatGrowsTooLargeByFragmentsIs1009() throws Exception {
        byte[] half = new byte[TestGateway.FRAME_BYTES / 2];

        client.send(frame(Opcode.TEXT, half), frame(0, half), frame(FIN, (byte) 'x'));

        assertThat(client.frame().code()).isEqualTo(1009);
        assertThat(client.ended()).isTrue();
    }

    @Test
    void invalidUtf8Is1007AlsoAcrossFragments() throws Exception {
        client.send(frame(Opcode.TEXT, bytes('a', 0xE2)), frame(FIN, bytes(0x28, 0xA1)));

        assertThat(client.frame().code()).isEqualTo(1007);
        assertThat(client.ended()).isTrue();
        assertThat(session().heard).isEmpty();
    }

    @Test
    void aBrokenRuleIs1002AndAWrongKind1003() throws Exception {
        client.send(bytes(0x81, 1, 'x'));
        assertThat(client.frame().code()).isEqualTo(1002);
        assertThat(client.ended()).isTrue();

        try (RawClient other = gateway.open()) {
            other.send(header(FIN | Opcode.BINARY, 70_000));
            assertThat(other.frame().code()).isEqualTo(1003);
            assertThat(other.ended()).isTrue();
        }
    }

    @Test
    void pongsAndAnswersGoOutInTheOrderOfTheirCauses() throws Exception {
        client.send(
                frame(FIN | Opcode.PING, utf8("1")),
                text("two"),
                frame(FIN | Opcode.PING, utf8("3")),
                frame(Opcode.TEXT, utf8("fi")),
                frame(FIN | Opcode.PING, utf8("4")),
                frame(FIN, utf8("ve")));

        assertThat(client.frame()).isEqualTo(Frame.pong("1"));
        assertThat(client.frame()).isEqualTo(Frame.text("two"));
        assertThat(client.frame()).isEqualTo(Frame.pong("3"));
        assertThat(client.frame()).isEqualTo(Frame.pong("4"));
        assertThat(client.frame()).isEqualTo(Frame.text("five"));
        assertThat(session().alive).hasValue(6);
    }

    @Test
    void aPeersCloseIsEchoedAndEndsTheConnection() throws Exception {
        client.send(close(1000, "done"), text("too late"));

        assertThat(client.frame().code()).isEqualTo(1000);
        assertThat(client.ended()).isTrue();
        await().until(() -> session().closed.get() == 1);
        assertThat(session().heard).isEmpty();
    }

    @Test
    void nothingFollowsOurClose() throws Exception {
        session().answer = (wire, message) -> {
            wire.write(utf8("last words"));
            wire.close(CloseReason.LEAVING);
            wire.close(CloseReason.NORMAL);
            wire.write(message);
            wire.ping();
        };

        client.send(text("go"), frame(FIN | Opcode.PING));

        assertThat(client.frame()).isEqualTo(Frame.text("last words"));
        assertThat(client.frame().code()).isEqualTo(1001);
        client.send(text("unheard"), close(1001, ""));
        assertThat(client.ended()).isTrue();
        await().until(() -> session().closed.get() == 1);
        assertThat(session().heard).containsExactly("go");
    }

    @Test
    void aPeerThatVanishesIsToldOnce() throws Exception {
        client.send(text("here"));
        client.frame();
        client.socket.setSoLinger(true, 0);

        client.close();

        await().until(() -> session().closed.get() == 1);
        session().run(wire -> {
            wire.write(utf8("into the void"));
            wire.listen(true);
            wire.close(CloseReason.NORMAL);
        });
        assertThat(session().here(() -> session().opening.wire().writable())).isFalse();
        assertThat(session().closed).hasValue(1);
    }

    @Test
    void aSessionThatThrowsEndsItsConnectionWith1011() throws Exception {
        session().answer = (wire, message) -> {
            throw new IllegalStateException("meant to");
        };

        client.send(text("go"), text("unheard"));

        assertThat(client.frame().code()).isEqualTo(1011);
        assertThat(client.ended()).isTrue();
        assertThat(session().heard).containsExactly("go");
    }

    @Test
    void whoIsNotListenedToIsHeardLaterAndWhole() throws Exception {
        session().run(wire -> wire.listen(false));
        client.send(text("1"), text("2"));
        session().run(Wire::ping);
        assertThat(client.frame().first()).isEqualTo(FIN | Opcode.PING);
        assertThat(session().heard).isEmpty();

        session().run(wire -> wire.listen(true));

        assertThat(client.frame()).isEqualTo(Frame.text("1"));
        assertThat(client.frame()).isEqualTo(Frame.text("2"));
    }

    @Test
    void aSessionMayCeaseToListenBetweenTwoFrames() throws Exception {
        session().answer = (wire, message) -> {
            wire.write(message);
            wire.listen(false);
        };

        client.send(text("1"), text("2"), close(1000, ""));
        assertThat(client.frame()).isEqualTo(Frame.text("1"));
        assertThat(session().heard).containsExactly("1");

        session().run(wire -> wire.listen(true));
        assertThat(client.frame()).isEqualTo(Frame.text("2"));
        session().run(wire -> wire.listen(true));
        assertThat(client.frame().code()).isEqualTo(1000);
        assertThat(client.ended()).isTrue();
    }
}
