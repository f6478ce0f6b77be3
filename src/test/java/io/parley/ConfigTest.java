package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.limits.Rate;
import io.parley.limits.Rule;
import io.parley.limits.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    private static final Setting<String> KEY =
            new Setting<>("signing.key", SettingType.text(), "none", "Signs.", true, false, false);
    private static final List<Setting<?>> WITH_SECRET = List.of(Settings.HTTP_PORT, KEY);

    @TempDir
    Path directory;

    @Test
    void everyFallbackIsAGoodValue() throws BadSetting {
        Config config = Config.of(Settings.ALL, Map.of());

        assertThat(config.get(Settings.HTTP_PORT)).isEqualTo(8080);
        assertThat(config.get(Settings.DRAIN)).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.get(Settings.FRAME_SIZE)).isEqualTo(65_536);
        assertThat(config.get(Settings.ORIGINS)).isEmpty();
    }

    @Test
    void theFileIsOverTheDefaultsTheEnvironmentOverTheFileAndTheCommandLineOverAll() throws Exception {
        Path file = yaml("http: {port: 1, host: file}\nnode: file\nwindow: 7\n");

        Config config = read(sources()
                .file(file)
                .environment(Map.of("PARLEY_HTTP_PORT", "2", "PARLEY_NODE", "environment"))
                .commandLine(Map.of("http.port", "3")));

        assertThat(config.get(Settings.HTTP_PORT)).isEqualTo(3);
        assertThat(config.get(Settings.NODE)).isEqualTo("environment");
        assertThat(config.get(Settings.HTTP_HOST)).isEqualTo("file");
        assertThat(config.get(Settings.WINDOW)).isEqualTo(7);
    }

    @Test
    void rulesMayBeALineAListOrATable() throws Exception {
        List<Rule> rules = List.of(
                new Rule("send", Scope.USER, new Rate(100, 100)),
                new Rule("createRoom", Scope.USER, new Rate(10 / 60.0, 20)));
        for (String yaml : List.of(
                "rules: send/user=100/s, createRoom/user=10/m burst 20\n",
                "rules: [send/user=100/s, createRoom/user=10/m burst 20]\n",
                "rules:\n  send/user: 100/s\n  createRoom/user: 10/m burst 20\n")) {
            assertThat(read(sources().file(yaml(yaml))).get(Settings.RULES).all())
                    .containsExactlyElementsOf(rules);
        }
        assertThat(read(sources().environment(Map.of("PARLEY_RULES", "send/user=100/s,createRoom/user=10/m burst 20")))
                        .get(Settings.RULES)
                        .all())
                .containsExactlyElementsOf(rules);
    }

    @Test
    void aRuleOfNothingThatIsThereIsNamed() {
        assertThatThrownBy(
                        () -> read(sources().environment(Map.of("PARLEY_RULES", "send/user=1/s,craeteRoom/user=1/s"))))
                .isInstanceOf(BadSetting.class)
                .hasMessage("PARLEY_RULES: there is no resource craeteRoom to limit");
        assertThatThrownBy(() -> read(sources().file(yaml("rules: {login/user: 1/s}\n"))))
                .hasMessageStartingWith("rules in ")
                .hasMessageEndingWith(": login knows of no user, and cannot be limited by it");
    }

    @Test
    void aFileMayNestItsKeysOrDotThemAndListWhatIsAList() throws Exception {
        Path file = yaml(
                "heartbeat: {interval: 1s}\nheartbeat.retries: 2\norigins: [https://a.example, https://b.example]\n");

        Config config = read(sources().file(file));

        assertThat(config.get(Settings.HEARTBEAT_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.get(Settings.HEARTBEAT_RETRIES)).isEqualTo(2);
        assertThat(config.get(Settings.ORIGINS)).containsExactly("https://a.example", "https://b.example");
    }

    @Test
    void anEmptyFileSetsNothing() throws Exception {
        assertThat(read(sources().file(yaml("# nothing\n"))).get(Settings.HTTP_PORT))
                .isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({
        "PARLEY_HTTP_PORT, 65536, PARLEY_HTTP_PORT must be a whole number from 0 to 65535",
        "PARLEY_REGISTRATION, maybe, PARLEY_REGISTRATION must be open or closed",
        "PARLEY_STORE, postgresql://u:secret@h/d, PARLEY_STORE must be embedded; PostgreSQL is not there yet",
        "PARLEY_HTP_PORT, 1, there is no setting PARLEY_HTP_PORT; did you mean PARLEY_HTTP_PORT?",
        "PARLEY_MOON, full, there is no setting PARLEY_MOON",
    })
    void aWrongOrUnknownVariableIsNamed(String name, String value, String message) {
        assertThatThrownBy(() -> read(sources().environment(Map.of(name, value))))
                .isInstanceOf(BadSetting.class)
                .hasMessage(message);
    }

    @Test
    void aWrongOrUnknownKeyOfAFileIsNamedWithTheFile() throws IOException {
        Path wrong = yaml("drain: soon\n");
        assertThatThrownBy(() -> read(sources().file(wrong))).hasMessageStartingWith("drain in " + wrong + " must be");

        Path unknown = yaml("http: {prt: 1}\n");
        assertThatThrownBy(() -> read(sources().file(unknown)))
                .hasMessage("there is no setting http.prt in " + unknown + "; did you mean http.port?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http: [", "just words", "- a\n- b\n", "a: &x [*x]\n"})
    void whatIsNoFileOfSettingsIsRefusedInOneLine(String text) throws IOException {
        Path file = yaml(text);

        assertThatThrownBy(() -> read(sources().file(file)))
                .isInstanceOf(BadSetting.class)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void whatKubernetesSaysAboutAServiceOfOurNameIsNotASetting() throws BadSetting {
        Map<String, String> links = Map.of(
                "PARLEY_SERVICE_HOST", "10.0.0.1",
                "PARLEY_SERVICE_PORT", "80",
                "PARLEY_SERVICE_PORT_HTTP", "80",
                "PARLEY_PORT", "tcp://10.0.0.1:80",
                "PARLEY_PORT_80_TCP", "tcp://10.0.0.1:80",
                "PARLEY_PORT_80_TCP_ADDR", "10.0.0.1",
                "PARLEY_HTTP_PORT", "tcp://10.0.0.1:80");

        assertThat(read(sources().environment(links)).get(Settings.HTTP_PORT)).isEqualTo(8080);
    }

    @Test
    void aSecretMayComeInAFileOfItsOwnAndIsMaskedWhenPrinted() throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "deep\n");
        ConfigSources sources =
                new ConfigSources(WITH_SECRET).environment(Map.of("PARLEY_SIGNING_KEY_FILE", file.toString()));

        Config config = Config.of(WITH_SECRET, sources.given());

        assertThat(config.get(KEY)).isEqualTo("deep");
        assertThat(config.print())
                .contains("signing.key: '********' # PARLEY_SIGNING_KEY_FILE")
                .doesNotContain("deep");
    }

    @Test
    void onlyASecretMayComeInAFileOfItsOwn() {
        assertThatThrownBy(() -> new ConfigSources(WITH_SECRET).environment(Map.of("PARLEY_HTTP_PORT_FILE", "x")))
                .hasMessageStartingWith("there is no setting PARLEY_HTTP_PORT_FILE");
        assertThatThrownBy(() -> new ConfigSources(WITH_SECRET).environment(Map.of("PARLEY_SIGNING_KEY_FILE", "gone")))
                .hasMessage("PARLEY_SIGNING_KEY_FILE names a file that cannot be read: gone");
    }

    @Test
    void whatIsPrintedIsAFileThatSetsTheSame() throws Exception {
        Config config = read(sources().environment(Map.of("PARLEY_NODE", "it's #1: here", "PARLEY_WINDOW", "9")));

        Config again = read(sources().file(yaml(config.print())));

        assertThat(Settings.ALL)
                .allSatisfy(setting -> assertThat((Object) again.get(setting)).isEqualTo(config.get(setting)));
    }

    private static ConfigSources sources() {
        return new ConfigSources(Settings.ALL);
    }

    private static Config read(ConfigSources sources) throws BadSetting {
        return Config.of(Settings.ALL, sources.given());
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(directory.resolve("parley.yaml"), text);
    }
}
