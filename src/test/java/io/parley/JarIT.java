package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Needs;
import io.parley.testkit.Rest;
import io.parley.testkit.RunningProcess;
import io.parley.testkit.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar target/parley.jar} */
class JarIT {
    private static final Path JAR = Path.of("target", "parley.jar").toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String READY = "Parley is ready: http://localhost:";

    @TempDir
    Path directory;

    @Test
    void whereThereIsNoNativeTransportItServesOverNioAndSaysSoInOneLine() throws Exception {
        try (RunningProcess parley = RunningProcess.start(
                directory, Map.of("PARLEY_HTTP_PORT", "0"), JAVA, "-Dparley.nio=true", "-jar", JAR.toString())) {
            String ready = parley.awaitLine(READY);

            assertThat(parley.lines())
                    .filteredOn(line -> line.contains("transport="))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("transport=nio");
            assertThat(Rest.status(ready.substring(ready.indexOf("http://")) + "/health/ready"))
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientThatNeverFinishesClosingDoesNotKeepItFromStopping() throws Exception {
        try (RunningProcess parley = run(JAVA)) {
            String ready = parley.awaitLine(READY);
            int port = Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1));
            try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
                String upgrade = """
                    GET /api/v1/ws HTTP/1.1\r
                    Host: here\r
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                    \r
                    """;
                silent.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
                assertThat(silent.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 101");

                parley.terminate();

                assertThat(parley.awaitExit()).isEqualTo(Exit.STOPPED.code());
            }
        }
    }

    @Test
    void aSignalDrainsItAndItSaysSoWithItsExitCode() throws Exception {
        try (RunningProcess parley = run(JAVA)) {
            parley.awaitLine(READY);

            parley.terminate();

            assertThat(parley.awaitExit()).isEqualTo(Exit.STOPPED.code());
            assertThat(parley.lines()).anyMatch(line -> line.contains("drained in"));
            assertThat(parley.lines()).noneMatch(line -> line.contains("WARN"));
        }
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"));
                RunningProcess parley = run(JAVA, "--http-port=" + taken.getLocalPort())) {
            assertThat(parley.awaitExit()).isEqualTo(Exit.CANNOT_START.code());
            assertThat(parley.lines())
                    .singleElement()
                    .asString()
                    .startsWith("parley: cannot start: 0.0.0.0:" + taken.getLocalPort());
        }
    }

    @Test
    void aDataDirectoryInUseIsSaidInOneLine() throws Exception {
        try (RunningProcess first = run(JAVA)) {
            first.awaitLine(READY);

            try (RunningProcess second = run(JAVA)) {
                assertThat(second.awaitExit()).isEqualTo(Exit.CANNOT_START.code());
                assertThat(second.lines())
                        .singleElement()
                        .asString()
                        .startsWith("parley: cannot start: the data directory data is in use");
            }
        }
    }

    @Test
    @Needs(Tool.JAVA_17)
    void anOldJavaPassesItOnToANewerOneWithItsSignalsAndItsExitCode() throws Exception {
        try (RunningProcess launcher = run(oldJava())) {
            launcher.awaitLine(READY);
            ProcessHandle parley = launcher.javaChild();

            launcher.terminate();

            assertThat(launcher.awaitExit()).isEqualTo(Exit.STOPPED.code());
            assertThat(parley.isAlive()).isFalse();
            assertThat(launcher.lines()).anyMatch(line -> line.contains("drained in"));
        }
    }

    @Test
    @Needs(Tool.JAVA_17)
    void anOldJavaPassesOnTheCommandLineAndTheExitCode() throws Exception {
        try (RunningProcess launcher = run(oldJava(), "--htp-port=1")) {
            assertThat(launcher.awaitExit()).isEqualTo(Exit.BAD_SETTING.code());
            assertThat(launcher.lines())
                    .containsExactly("parley: there is no option --htp-port; did you mean --http-port?");
        }
    }

    @Test
    @Needs(Tool.JAVA_17)
    void anOldJavaWithoutANewerOneSaysWhatIsNeeded() throws Exception {
        try (RunningProcess launcher = RunningProcess.start(
                directory,
                Map.of("JAVA_HOME", "", "PARLEY_JAVA_HOME", ""),
                oldJava(),
                "-Dparley.java.search=none",
                "-jar",
                JAR.toString())) {
            assertThat(launcher.awaitExit()).isEqualTo(Exit.CANNOT_START.code());
            assertThat(launcher.lines())
                    .containsExactly(
                            "parley: needs Java 21 or newer, this is 17; install one, or name it in PARLEY_JAVA_HOME");
        }
    }

    @Test
    void whatIsInItDependsOnNoClock() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream()
                            .filter(entry -> entry.getName().startsWith("io/parley/"))
                            .map(ZipEntry::getTimeLocal)
                            .distinct())
                    .hasSize(1);
        }
    }

    private RunningProcess run(String java, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(java, "-jar", JAR.toString()));
        command.addAll(List.of(more));
        return RunningProcess.start(directory, Map.of("PARLEY_HTTP_PORT", "0"), command.toArray(String[]::new));
    }

    private static String oldJava() {
        return Tool.java17().orElseThrow().toString();
    }
}
