package io.parley;

import io.parley.auth.Issuer;
import io.parley.http.Operations;
import io.parley.limits.BadRule;
import io.parley.limits.Rules;
import io.parley.port.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value.
 *
 * @param shape what the text must be: it completes "must be …"
 * @param reader throws {@link IllegalArgumentException} or {@link ArithmeticException} for any other text
 */
record SettingType<T>(String shape, Function<String, T> reader) {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,12})([A-Za-z]+)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    static SettingType<String> text() {
        return new SettingType<>("some text", SettingType::nonBlank);
    }

    static SettingType<Path> path() {
        return new SettingType<>("a path", text -> Path.of(nonBlank(text)));
    }

    /** Separated by commas; none where the text is empty. */
    static SettingType<List<Path>> paths() {
        return new SettingType<>(
                "paths, separated by commas",
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Path::of)
                        .toList());
    }

    /** Nothing, or what {@code allowed} holds of. */
    static SettingType<String> optional(String shape, Predicate<String> allowed) {
        return new SettingType<>(shape + ", or nothing", text -> {
            require(text.isEmpty() || allowed.test(text));
            return text;
        });
    }

    static SettingType<String> oneOf(String... words) {
        List<String> allowed = List.of(words);
        return new SettingType<>(String.join(" or ", words), text -> {
            require(allowed.contains(text));
            return text;
        });
    }

    /** The same, with a word for those who expected more. */
    SettingType<T> but(String remark) {
        return new SettingType<>(shape + "; " + remark, reader);
    }

    /** The same, or nothing at all. */
    SettingType<Optional<T>> orNone() {
        return new SettingType<>(
                shape + ", or empty", text -> text.isBlank() ? Optional.empty() : Optional.of(reader.apply(text)));
    }

    static SettingType<Integer> wholeNumber(int least, int most) {
        return new SettingType<>("a whole number from " + least + " to " + most, text ->
                (int) within(Long.parseLong(text), least, most));
    }

    /** {@code least} and {@code most} in the operator's notation, such as {@code 5s}. */
    static SettingType<Duration> duration(String least, String most) {
        return new SettingType<>(
                "a duration from " + least + " to " + most + ", such as 500ms, 15s, 5m or 30d",
                text -> Duration.ofMillis(within(amount(text, MILLIS), amount(least, MILLIS), amount(most, MILLIS))));
    }

    /** In bytes; {@code least} and {@code most} in the operator's notation, such as {@code 64KiB}. */
    static SettingType<Integer> size(String least, String most) {
        return new SettingType<>("a size from " + least + " to " + most + ", such as 64KiB", text ->
                (int) within(amount(text, BYTES), amount(least, BYTES), amount(most, BYTES)));
    }

    static SettingType<List<String>> origins() {
        return list("origins such as https://chat.example", SettingType::origin);
    }

    static SettingType<List<Network>> networks() {
        return list("addresses or blocks of them, such as 10.0.0.0/8 or fd00::1", Network::of);
    }

    static SettingType<List<Issuer>> issuers() {
        return new SettingType<>(
                "issuers such as `" + IssuerNotation.EXAMPLE + "`, separated by commas", IssuerNotation::read);
    }

    static SettingType<Rules> rules() {
        return new SettingType<>(
                "rules such as send/user=100/s or login/address=20/m burst 40, separated by commas",
                SettingType::rules);
    }

    private static Rules rules(String text) {
        try {
            return Rules.parse(text, Operations::resource);
        } catch (BadRule wrong) {
            throw new WrongPart(String.valueOf(wrong.getMessage()));
        }
    }

    private static <E> SettingType<List<E>> list(String shape, Function<String, E> element) {
        return new SettingType<>(
                shape + ", separated by commas",
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(element)
                        .toList());
    }

    private static String origin(String text) {
        URI uri = URI.create(text);
        require("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        require(uri.getHost() != null && text.endsWith(uri.getRawAuthority()));
        return text;
    }

    private static String nonBlank(String text) {
        require(!text.isBlank());
        return text.strip();
    }

    private static long amount(String text, Map<String, Long> units) {
        Matcher amount = AMOUNT.matcher(text);
        require(amount.matches() && units.containsKey(amount.group(2)));
        return Math.multiplyExact(Long.parseLong(amount.group(1)), units.getOrDefault(amount.group(2), 0L));
    }

    private static long within(long value, long least, long most) {
        require(least <= value && value <= most);
        return value;
    }

    private static void require(boolean held) {
        if (!held) {
            throw new IllegalArgumentException("not of this shape");
        }
    }
}
