package io.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private static final Origins LISTED = Origins.of(List.of("https://chat.example", "HTTP://Dev.example:3000"));
    private static final Origins OWN = Origins.of(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example",
                "https://CHAT.example",
                "https://chat.example:443",
                "http://dev.example:3000"
            })
    void aListedOriginMay(String origin) {
        assertThat(LISTED.allow(List.of(origin), "other.example")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "http://chat.example",
                "https://chat.example:8443",
                "https://chat.example.evil.example",
                "https://evil-chat.example",
                "https://evil.example/https://chat.example",
                "https://chat.example@evil.example",
                "https://chat.example/",
                "https://chat.example, https://evil.example",
                "https://evil.example https://chat.example",
                "https://chat.example.",
                "https://chat.example:",
                "https://dev.example:3000",
                "http://dev.example",
                "file://",
                "*"
            })
    void nothingElseMay(String origin) {
        assertThat(LISTED.allow(List.of(origin), "other.example")).isFalse();
    }

    @Test
    void twoOriginsMayNotAndNoneMay() {
        assertThat(LISTED.allow(List.of("https://chat.example", "https://chat.example"), "chat.example"))
                .isFalse();
        assertThat(LISTED.allow(List.of(), "chat.example")).isTrue();
        assertThat(OWN.allow(List.of(), null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example, chat.example",
        "https://chat.example, chat.example",
        "https://chat.example, chat.example:443",
        "http://Chat.example:8080, chat.Example:8080",
        "http://[::1]:8080, [::1]:8080"
    })
    void theServersOwnPagesMayWithAListAndWithout(String origin, String host) {
        assertThat(OWN.allow(List.of(origin), host)).isTrue();
        assertThat(LISTED.allow(List.of(origin), host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, chat.example",
        "http://chat.example:81, chat.example",
        "http://chat.example, chat.example:8080",
        "null, null",
        "http://chat.example.evil.example, chat.example",
        "http://chat.example, chat.example/",
    })
    void withoutAListNoOthersMay(String origin, String host) {
        assertThat(OWN.allow(List.of(origin), host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.example", "https://chat.example/", "*", "https://*.example", "null", ""})
    void whatIsNoOriginIsNamedAtTheStart(String configured) {
        assertThatThrownBy(() -> Origins.of(List.of(configured)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(configured);
    }
}
