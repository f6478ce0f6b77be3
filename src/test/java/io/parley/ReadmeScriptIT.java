package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Needs;
import io.parley.testkit.RunningProcess;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README tells a new user to paste. */
@Needs(Tool.SHELL)
class ReadmeScriptIT {
    private static final String HEADING = "### A conversation in the shell";
    private static final String INDENT = "    ";

    @TempDir
    Path folder;

    @Test
    void theConversationInTheShellGoesAsItSays() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), 0).awaitReady()) {
            String script = script().replace("localhost:8080", "localhost:" + server.port());
            Path file = Files.writeString(folder.resolve("pasted.sh"), script + "echo pasted\n");

            // Debian keeps the modules of its wscat where a Node.js from elsewhere does not look.
            try (RunningProcess shell = RunningProcess.start(
                    folder, Map.of("NODE_PATH", "/usr/share/nodejs"), "bash", "-eu", file.toString())) {
                shell.awaitLine("pasted");

                String said = String.join("\n", shell.lines());
                assertThat(said)
                        .containsOnlyOnce("\"duplicate\":true")
                        .containsOnlyOnce("\"type\":\"welcome\"")
                        .containsOnlyOnce("\"type\":\"caughtUp\",\"room\":\"den\"")
                        .containsOnlyOnce("\"type\":\"sent\"")
                        .doesNotContain("\"error\"", "\"requestId\"");
                assertThat(shell.lines().getLast()).isEqualTo("pasted");
                assertThat(shell.lines().get(shell.lines().size() - 2))
                        .startsWith("{\"room\":\"den\"")
                        .containsSubsequence("\"cid\":\"first\"", "hello, Bob", "\"cid\":\"reply\"", "hello, Ada");
            }
        }
    }

    private static String script() throws Exception {
        List<String> readme = Files.readAllLines(Path.of("README.md"));
        int heading = readme.indexOf(HEADING);
        assertThat(heading).isNotNegative();
        return readme.stream()
                .skip(heading + 1L)
                .dropWhile(line -> !line.startsWith(INDENT))
                .takeWhile(line -> line.isEmpty() || line.startsWith(INDENT))
                .map(line -> line.isEmpty() ? line : line.substring(INDENT.length()))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
