package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveConfigTest {
    @TempDir
    Path directory;

    private final List<Config> told = new ArrayList<>();
    private Path file;
    private LiveConfig live;

    @BeforeEach
    void start() throws Exception {
        file = directory.resolve("parley.yaml");
        write("heartbeat.interval: 25s\nhttp.port: 8080\n");
        live = new LiveConfig(() -> {
            ConfigSources sources =
                    new ConfigSources(Settings.ALL).file(file).environment(Map.of("PARLEY_HEARTBEAT_RETRIES", "5"));
            return Config.of(Settings.ALL, sources.given());
        });
        live.onChange(told::add);
    }

    @Test
    void whatIsLiveIsInForceOnceTheFileHasChanged() throws Exception {
        write("heartbeat.interval: 1s\nhttp.port: 8080\n");

        assertThat(live.reload()).isTrue();
        assertThat(told)
                .singleElement()
                .satisfies(config ->
                        assertThat(config.get(Settings.HEARTBEAT_INTERVAL)).isEqualTo(Duration.ofSeconds(1)));
        assertThat(live.reload()).isFalse();
    }

    @Test
    void whatIsNotLiveStaysUntilTheNextStart() throws Exception {
        write("heartbeat.interval: 25s\nhttp.port: 9090\n");

        assertThat(live.reload()).isFalse();
        assertThat(live.now().get(Settings.HTTP_PORT)).isEqualTo(8080);
    }

    @Test
    void theEnvironmentStaysAboveTheFile() throws Exception {
        write("heartbeat.retries: 9\n");

        assertThat(live.reload()).isFalse();
        assertThat(live.now().get(Settings.HEARTBEAT_RETRIES)).isEqualTo(5);
    }

    @Test
    void aWrongFileIsRefusedWholly() throws Exception {
        write("heartbeat.interval: 1s\nheartbeat.timeout: soon\n");

        assertThatThrownBy(live::reload).isInstanceOf(BadSetting.class).hasMessageContaining("heartbeat.timeout");
        assertThat(live.now().get(Settings.HEARTBEAT_INTERVAL)).isEqualTo(Duration.ofSeconds(25));
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
    }
}
