package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.Needs;
import io.parley.testkit.Rest;
import io.parley.testkit.RunningProcess;
import io.parley.testkit.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvn compile exec:exec} in a fresh copy of the sources. */
@Needs(Tool.MAVEN)
class MavenRunIT {
    private static final String READY = "Parley is ready: http://localhost:";

    @TempDir
    static Path clone;

    @BeforeAll
    static void copySources() throws IOException {
        Files.copy(Path.of("pom.xml"), clone.resolve("pom.xml"));
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.toList()) {
                Files.createDirectories(
                        Objects.requireNonNull(clone.resolve(file).getParent()));
                Files.copy(file, clone.resolve(file));
            }
        }
    }

    @Test
    void itEndsItsOutputWithTheAddressAndNobodyWarns() throws Exception {
        List<String> mavensOwn;
        try (RunningProcess maven = maven("validate")) {
            maven.awaitExit();
            mavensOwn = warnings(maven);
        }

        try (RunningProcess maven = run()) {
            String ready = maven.awaitLine(READY);

            assertThat(maven.lines()).last().isEqualTo(ready);
            assertThat(warnings(maven)).isEqualTo(mavensOwn);
            assertThat(Rest.status(ready.substring(ready.indexOf("http://")) + "/health/live"))
                    .isEqualTo(200);
        }
    }

    @Test
    void itDrainsWhenMavenIsTerminated() throws Exception {
        try (RunningProcess maven = run()) {
            maven.awaitLine(READY);
            ProcessHandle parley = maven.javaChild();

            maven.terminate();

            drains(maven, parley);
        }
    }

    @Test
    void itDrainsWhenMavenIsKilledAndCannotSayAWord() throws Exception {
        try (RunningProcess maven = run()) {
            maven.awaitLine(READY);
            ProcessHandle parley = maven.javaChild();

            maven.kill();

            drains(maven, parley);
        }
    }

    private static void drains(RunningProcess maven, ProcessHandle parley) throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(() -> !parley.isAlive());
        assertThat(maven.lines()).anyMatch(line -> line.contains("drained in"));
    }

    private static List<String> warnings(RunningProcess process) {
        return process.lines().stream().filter(line -> line.contains("WARN")).toList();
    }

    private static RunningProcess run() throws IOException {
        return maven("compile", "exec:exec");
    }

    private static RunningProcess maven(String... goals) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Tool.mavenHome().orElseThrow().resolve("bin/mvn").toString(),
                "-B",
                "-q",
                "-Dmaven.repo.local=" + System.getProperty("parley.maven.repository")));
        if ("offline=true".equals(System.getProperty("parley.maven.mode"))) {
            command.add("-o");
        }
        command.addAll(List.of(goals));
        return RunningProcess.start(clone, Map.of("PARLEY_HTTP_PORT", "0"), command.toArray(String[]::new));
    }
}
