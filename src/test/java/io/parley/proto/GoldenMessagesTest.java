package io.parley.proto;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Codec.Decoded;
import io.parley.proto.v1.Wire;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import io.parley.protocol.Samples;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden frames, said in protocol buffers. */
class GoldenMessagesTest {
    private final ProtobufCodec codec = new ProtobufCodec(Limits.DEFAULT);

    static Stream<Arguments> clientFrames() {
        return Samples.clientFrames().entrySet().stream().map(named -> Arguments.of(named.getKey(), named.getValue()));
    }

    static Stream<Arguments> serverFrames() {
        return Samples.serverFrames().entrySet().stream().map(named -> Arguments.of(named.getKey(), named.getValue()));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void aClientFrameReadsAsItsFileSays(String name, ClientFrame frame) throws Exception {
        byte[] bytes = WireJson.clientFrame(golden(name)).toByteArray();
        assertThat(codec.decode(bytes, 0, bytes.length)).isEqualTo(new Decoded.Understood(inDoubles(frame)));
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aServerFrameSaysWhatItsFileSays(String name, ServerFrame frame) throws Exception {
        assertThat(WireJson.serverFrame(Wire.ServerFrame.parseFrom(codec.encode(frame))))
                .isEqualTo(golden(name));
    }

    /** The frame as it is after its data went through a reader that keeps numbers as doubles, as this test does. */
    private static ClientFrame inDoubles(ClientFrame frame) {
        if (!(frame instanceof ClientFrame.Send send) || send.body().data() == null) {
            return frame;
        }
        Body body = send.body();
        String data = new JsonObject(body.data()).encode();
        return new ClientFrame.Send(
                send.id(),
                send.room(),
                send.cid(),
                new Body(body.text(), data, body.attachments(), body.mentions()),
                send.replyTo(),
                send.thread());
    }

    private static JsonObject golden(String name) throws Exception {
        return new JsonObject(Files.readString(Path.of("src/main/resources/frames", name + ".json")));
    }
}
