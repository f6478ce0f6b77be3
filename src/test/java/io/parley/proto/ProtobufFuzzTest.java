package io.parley.proto;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.json.ClientJson;
import io.parley.port.DecoderFuzz;
import io.parley.protocol.Limits;
import io.parley.protocol.Mutator;
import io.parley.protocol.Samples;
import io.parley.protocol.Seed;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProtobufFuzzTest {
    private static final int INPUTS = 500_000;

    private final DecoderFuzz decoder = new DecoderFuzz(new ProtobufCodec(Limits.DEFAULT));

    @Test
    void noBytesMakeTheDecoderThrow() {
        Mutator mutator = new Mutator(seeds(), tokens(), new SplittableRandom(Seed.of(ProtobufFuzzTest.class)));
        assertThat(decoder.run(mutator, INPUTS))
                .as("inputs that were still frames")
                .isBetween(INPUTS / 100, INPUTS * 9 / 10);
    }

    @Test
    void hostileShapesTakeTimeInProportionToTheirSize() {
        byte[] groups = new byte[65_536];
        Arrays.fill(groups, (byte) 0x0B);
        byte[] empties = new byte[65_536];
        for (int i = 0; i < empties.length; i += 2) {
            empties[i] = 0x2A;
        }
        byte[] lying = {0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};
        for (byte[] bytes : List.of(groups, empties, lying)) {
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                decoder.decode(bytes);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    private static List<byte[]> seeds() {
        return Samples.clientFrames().values().stream()
                .map(frame -> WireJson.clientFrame(ClientJson.of(frame)).toByteArray())
                .toList();
    }

    private static List<byte[]> tokens() {
        return Stream.of(
                        "00",
                        "0a",
                        "0a0131",
                        "12",
                        "120367656e",
                        "08ffffffffffffffffff01",
                        "c280",
                        "ed a0 80",
                        "0b",
                        "0c",
                        "3a00")
                .map(hex -> HexFormat.of().parseHex(hex.replace(" ", "")))
                .toList();
    }
}
