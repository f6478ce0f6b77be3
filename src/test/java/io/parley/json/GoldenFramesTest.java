package io.parley.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Codec.Decoded;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.JsonText;
import io.parley.protocol.Limits;
import io.parley.protocol.Samples;
import io.parley.protocol.ServerFrame;
import io.parley.room.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code src/main/resources/frames} are the wire, word for word. */
class GoldenFramesTest {
    private static final Path FRAMES = Path.of("src/main/resources/frames");

    private final JsonCodec codec = new JsonCodec(Limits.DEFAULT);

    static Stream<Arguments> clientFrames() {
        return Samples.clientFrames().entrySet().stream().map(named -> Arguments.of(named.getKey(), named.getValue()));
    }

    static Stream<Arguments> serverFrames() {
        return Samples.serverFrames().entrySet().stream().map(named -> Arguments.of(named.getKey(), named.getValue()));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void aClientFrameReadsAsItsFileSays(String name, ClientFrame frame) throws IOException {
        byte[] bytes = golden(name).getBytes(StandardCharsets.UTF_8);
        assertThat(codec.decode(bytes, 0, bytes.length)).isEqualTo(new Decoded.Understood(frame));
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aServerFrameIsWrittenAsItsFileSays(String name, ServerFrame frame) throws IOException {
        assertThat(new String(codec.encode(frame), StandardCharsets.UTF_8))
                .isEqualTo(JsonText.FRAME.compact("golden", golden(name)));
    }

    @Test
    void everySortOfFrameAndOfContentHasAGoldenFile() {
        assertThat(classes(Samples.clientFrames().values())).containsAll(records(ClientFrame.class));
        assertThat(classes(Samples.serverFrames().values())).containsAll(records(ServerFrame.class));
        assertThat(classes(Samples.contents().values())).containsAll(records(Content.class));
    }

    @Test
    void everyGoldenFileIsHeldByASample() throws IOException {
        Set<String> names = new TreeSet<>(Samples.clientFrames().keySet());
        names.addAll(Samples.serverFrames().keySet());
        try (Stream<Path> files = Files.list(FRAMES)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(
                            names.stream().map(name -> name + ".json").toList());
        }
    }

    private static String golden(String name) throws IOException {
        return Files.readString(FRAMES.resolve(name + ".json"));
    }

    private static Set<Class<?>> classes(Collection<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> records(Class<?> sealed) {
        Set<Class<?>> records = new HashSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                records.add(permitted);
            } else {
                records.addAll(records(permitted));
            }
        }
        return records;
    }
}
