package io.parley.proto;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.json.ClientJson;
import io.parley.json.JsonCodec;
import io.parley.port.Codec;
import io.parley.port.Codec.Decoded;
import io.parley.proto.v1.Wire;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Limits;
import io.parley.protocol.RandomFrames;
import io.parley.protocol.Seed;
import io.parley.protocol.ServerFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Random frames mean the same to both codecs. */
class AgreementTest {
    private static final int FRAMES = 10_000;
    private static final Limits LIMITS = new Limits(65_536, 300, 256, 64, 1_000, 50);

    private final JsonCodec json = new JsonCodec(LIMITS);
    private final ProtobufCodec protobuf = new ProtobufCodec(LIMITS);
    private final RandomGenerator random = new SplittableRandom(Seed.of(AgreementTest.class));
    private final RandomFrames frames = new RandomFrames(random);

    @Test
    void bothReadTheSameFrameOrRefuseItForTheSameFault() {
        int understood = 0;
        for (int i = 0; i < FRAMES; i++) {
            JsonObject frame = ClientJson.of(clientFrame());
            if (random.nextInt(3) == 0) {
                spoil(frame);
            }
            Decoded read = decode(json, frame.encode().getBytes(StandardCharsets.UTF_8));
            Decoded other = decode(protobuf, WireJson.clientFrame(frame).toByteArray());
            assertThat(other).as(frame::encode).isEqualTo(read);
            understood += read instanceof Decoded.Understood ? 1 : 0;
        }
        assertThat(understood).isBetween(FRAMES / 4, FRAMES * 9 / 10);
    }

    @Test
    void bothSayTheSameForTheServer() throws Exception {
        for (int i = 0; i < FRAMES; i++) {
            ServerFrame frame = frames.next(ServerFrame.class);
            JsonObject said = new JsonObject(new String(json.encode(frame), StandardCharsets.UTF_8));
            Wire.ServerFrame message = Wire.ServerFrame.parseFrom(protobuf.encode(frame));
            assertThat(WireJson.serverFrame(message)).as(frame::toString).isEqualTo(said);
        }
    }

    private static Decoded decode(Codec codec, byte[] bytes) {
        return codec.decode(bytes, 0, bytes.length);
    }

    /** A frame that may break rules between fields, such as a history in two directions. */
    private ClientFrame clientFrame() {
        ClientFrame frame = frames.next(ClientFrame.class);
        if (!(frame instanceof ClientFrame.Extension extension)) {
            return frame;
        }
        JsonObject payload = new JsonObject().put("type", "x." + extension.name());
        if (extension.id() != null) {
            payload.put("id", extension.id());
        }
        String whole = payload.mergeIn(new JsonObject(extension.payload())).encode();
        return new ClientFrame.Extension(extension.id(), extension.name(), whole);
    }

    /** Puts a value of the right type and of wrong content somewhere. */
    private void spoil(JsonObject frame) {
        List<String> names =
                frame.fieldNames().stream().filter(name -> !name.equals("type")).toList();
        if (names.isEmpty()) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        Object value = frame.getValue(name);
        if (value instanceof JsonObject object && !frame.getString("type").startsWith("x.")) {
            spoil(object.put("type", "inner"));
            object.remove("type");
        } else if (value instanceof String) {
            frame.put(
                    name,
                    List.of("", "a/b", "A", "\u0000", "z".repeat(65), "z".repeat(9_000))
                            .get(random.nextInt(6)));
        } else if (value instanceof Number) {
            frame.put(name, List.of(0L, 1L << 53, 201L).get(random.nextInt(3)));
        } else if (value instanceof JsonArray array && !array.isEmpty() && array.getValue(0) instanceof String) {
            frame.put(name, array.copy().add("not an id"));
        }
    }
}
