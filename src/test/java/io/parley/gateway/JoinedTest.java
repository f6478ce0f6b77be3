package io.parley.gateway;

import static io.parley.gateway.ClientFrames.FIN;
import static io.parley.gateway.ClientFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.parley.gateway.RawClient.Frame;
import io.parley.port.Frames;
import io.parley.port.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "native transport {0}")
@ValueSource(booleans = {true, false})
class JoinedTest {
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
    void joinedFramesArriveByteForByteWithWhatIsWrittenAroundThem() throws Exception {
        List<byte[]> frames = new ArrayList<>();
        frames.add(utf8(""));
        frames.add(utf8("short"));
        frames.add(utf8("l".repeat(126)));
        frames.add(utf8("x".repeat(65_536)));
        session().run(wire -> {
            Frames joined = session().joiner.join(frames, false);
            assertThat(joined.size()).isEqualTo(2 + 2 + 5 + 4 + 126 + 10 + 65_536);
            wire.write(joined);
            wire.write(utf8("own"));
            wire.write(joined);
            joined.release();
        });

        for (int round = 0; round < 2; round++) {
            for (byte[] frame : frames) {
                assertThat(client.frame()).isEqualTo(Frame.text(new String(frame, StandardCharsets.UTF_8)));
            }
            if (round == 0) {
                assertThat(client.frame()).isEqualTo(Frame.text("own"));
            }
        }
    }

    @Test
    void framesJoinedOnceReachEveryWire() throws Exception {
        try (RawClient other = gateway.open()) {
            Wire second = gateway.session(1).opening.wire();
            session().run(first -> {
                Frames joined = session().joiner.join(List.of(utf8("a"), utf8("b")), true);
                first.write(joined);
                second.write(joined);
                joined.release();
            });

            for (RawClient each : List.of(client, other)) {
                assertThat(each.frame()).isEqualTo(new Frame(FIN | Opcode.BINARY, "a"));
                assertThat(each.frame()).isEqualTo(new Frame(FIN | Opcode.BINARY, "b"));
            }
        }
    }

    @Test
    void theBufferGoesWhenTheLastHolderReleases() {
        ByteBuf bytes = UnpooledByteBufAllocator.DEFAULT.directBuffer(4);
        Joined joined = new Joined(bytes);
        joined.hold();

        joined.release();
        assertThat(bytes.refCnt()).isEqualTo(1);
        joined.release();

        assertThat(bytes.refCnt()).isZero();
        assertThatThrownBy(joined::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(joined::hold).isInstanceOf(IllegalStateException.class);
    }
}
