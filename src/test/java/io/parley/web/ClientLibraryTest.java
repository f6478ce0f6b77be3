package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Needs;
import io.parley.testkit.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parts of {@code parley-client.js} by themselves, by the test runner of Node.js. */
@Needs(Tool.NODE)
class ClientLibraryTest {
    @Test
    void everyTestOfTheClientsPartsPasses() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", "--no-warnings", "--test", "--test-reporter=tap"));
        command.addAll(tests());
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(node.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("\n# pass [1-9]\\d+\n").contains("\n# fail 0\n", "\n# skipped 0\n");
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/clients"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".test.mjs"))
                    .toList();
        }
    }
}
