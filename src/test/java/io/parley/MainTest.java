package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpNamesEverySettingAndEveryExitCode() {
        assertThat(run(Map.of(), "--help")).isEqualTo(Exit.STOPPED);

        String help = out.toString(StandardCharsets.UTF_8);
        assertThat(Settings.ALL)
                .allSatisfy(setting ->
                        assertThat(help.contains(setting.option() + "=")).isEqualTo(!setting.secret()));
        assertThat(Exit.documented().keySet())
                .allSatisfy(
                        code -> assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("\n +" + code + " "));
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(run(Map.of(), "--version")).isEqualTo(Exit.STOPPED);

        assertThat(out.toString(StandardCharsets.UTF_8)).matches("parley \\d+\\.\\d+\\.\\S+\\R");
    }

    @Test
    void checkConfigTellsGoodSettingsFromBadOnes() {
        assertThat(run(Map.of("PARLEY_WINDOW", "5"), "--check-config")).isEqualTo(Exit.STOPPED);
        assertThat(run(Map.of("PARLEY_WINDOW", "0"), "--check-config")).isEqualTo(Exit.BAD_SETTING);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("parley: PARLEY_WINDOW must be a whole number from 1 to 100000");
    }

    @Test
    void printConfigSaysWhereEachSettingCameFrom() {
        assertThat(run(Map.of("PARLEY_NODE", "n1"), "--print-config", "--http-port=9"))
                .isEqualTo(Exit.STOPPED);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("http.port: '9' # --http-port", "node: 'n1' # PARLEY_NODE", "drain: '25s' # default");
    }

    @Test
    void aWrongWordOnTheCommandLineIsNamedInOneLine() {
        assertThat(run(Map.of(), "--htp-port=1")).isEqualTo(Exit.BAD_SETTING);
        assertThat(run(Map.of(), "sreve")).isEqualTo(Exit.BAD_SETTING);
        assertThat(run(Map.of(), "--http-port")).isEqualTo(Exit.BAD_SETTING);
        assertThat(run(Map.of(), "serve", "--port=1")).isEqualTo(Exit.BAD_SETTING);
        assertThat(run(Map.of(), "conformance", "--port=65536")).isEqualTo(Exit.BAD_SETTING);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "parley: there is no option --htp-port; did you mean --http-port?",
                        "parley: there is no command sreve; there are serve and conformance",
                        "parley: Missing required parameter for option '--http-port' (VALUE)",
                        "parley: --port is for conformance; the server's is --http-port",
                        "parley: --port must be a whole number from 0 to 65535");
    }

    private Exit run(Map<String, String> environment, String... args) {
        return new Main(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment)
                .run(args);
    }
}
