package io.parley.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.DecoderFuzz;
import io.parley.protocol.Limits;
import io.parley.protocol.Mutator;
import io.parley.protocol.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonFuzzTest {
    private static final int INPUTS = 500_000;

    private final DecoderFuzz decoder = new DecoderFuzz(new JsonCodec(Limits.DEFAULT));

    @Test
    void noBytesMakeTheDecoderThrow() throws IOException {
        Mutator mutator = new Mutator(seeds(), tokens(), new SplittableRandom(Seed.of(JsonFuzzTest.class)));
        int understood = decoder.run(mutator, INPUTS);
        assertThat(understood).as("inputs that were still frames").isBetween(INPUTS / 100, INPUTS * 9 / 10);
    }

    @Test
    void hostileShapesTakeTimeInProportionToTheirSize() {
        int size = 65_536;
        List<String> shapes = List.of(
                "[".repeat(size),
                "{\"a\":".repeat(size / 5),
                "{\"type\":\"ack\",\"seq\":" + "9".repeat(size) + "}",
                "{\"type\":\"ack\",\"seq\":1e" + "9".repeat(size) + "}",
                "{\"" + "k".repeat(size) + "\":1}",
                "{\"type\":\"ping\",\"n\":[" + "[],".repeat(size / 3) + "1]}",
                "{\"type\":\"ping\"" + ",\"id\":\"1\"".repeat(size / 9) + "}",
                "{\"type\":\"send\",\"body\":{\"mentions\":[" + "1,".repeat(size / 2) + "1]}}",
                "{\"type\":\"send\",\"body\":{\"data\":{\"a\":\"" + "\\u0000".repeat(size / 6) + "\"}}}",
                keys(size / 9));
        for (String shape : shapes) {
            byte[] bytes = shape.getBytes(StandardCharsets.UTF_8);
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                decoder.decode(bytes);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(shape.substring(0, 40))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    /** Keys of which many share a hash. */
    private static String keys(int count) {
        StringBuilder json = new StringBuilder("{\"type\":\"ping\"");
        for (int i = 0; i < count; i++) {
            json.append(",\"");
            for (int bit = 0; bit < 14; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append("\":1");
        }
        return json.append('}').toString();
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/frames"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    private static List<byte[]> tokens() {
        return Stream.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        ",",
                        ":",
                        "\\",
                        "\\u0000",
                        "\\ud83d",
                        "null",
                        "true",
                        "-1",
                        "1e9",
                        "9007199254740993",
                        "0.5",
                        "\"id\":",
                        "\"type\":",
                        "\"x.a\"",
                        "\"room\":",
                        "\"body\":{",
                        "\"data\":{",
                        "\uFEFF",
                        "\u0000",
                        "é",
                        "\uD83D\uDE00")
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
