package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypeTest {
    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "15s, PT15S", "5m, PT5M", "2h, PT2H", "30d, PT720H"})
    void aDurationHasAUnit(String text, Duration duration) {
        assertThat(SettingType.duration("1ms", "30d").reader().apply(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "15", "s", "15 s", "-1s", "1.5s", "15S", "15w", "999999999999d", "499ms", "31d"})
    void anyOtherDurationIsRefused(String text) {
        refuses(SettingType.duration("500ms", "30d"), text);
    }

    @ParameterizedTest
    @CsvSource({"512B, 512", "64KiB, 65536", "2MiB, 2097152", "1GiB, 1073741824"})
    void aSizeHasAUnit(String text, int bytes) {
        assertThat(SettingType.size("1B", "1GiB").reader().apply(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "64KB", "64kib", "0B", "2GiB", "999999999999GiB"})
    void anyOtherSizeIsRefused(String text) {
        refuses(SettingType.size("1B", "1GiB"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "1.0", "x", "", "99999999999999999999"})
    void aNumberOutOfRangeIsRefused(String text) {
        refuses(SettingType.wholeNumber(1, 10), text);
    }

    @Test
    void originsAreAListOfSchemeHostAndPort() {
        assertThat(SettingType.origins().reader().apply("https://chat.example, http://localhost:3000,"))
                .isEqualTo(List.of("https://chat.example", "http://localhost:3000"));
        assertThat(SettingType.origins().reader().apply("")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"chat.example", "https://chat.example/", "https://chat.example/path", "ftp://chat.example", "*"})
    void whatIsNoOriginIsRefused(String text) {
        refuses(SettingType.origins(), text);
    }

    private static void refuses(SettingType<?> type, String text) {
        assertThatThrownBy(() -> type.reader().apply(text))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }
}
