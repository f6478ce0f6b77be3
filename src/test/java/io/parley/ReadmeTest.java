package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What README says of the code is so. */
class ReadmeTest {
    private static final Pattern PROOF = Pattern.compile("`(\\w+(?:Test|IT|Contract))(?:\\.(\\w+))?`");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)`");

    private static String readme = "";
    private static Map<String, String> sources = Map.of();

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(ReadmeTest::simpleName, ReadmeTest::text, (one, other) -> one + other));
        }
    }

    @Test
    void theTableOfSettingsIsTheSchemas() {
        assertThat(table("| setting |")).isEqualTo(settings());
    }

    @Test
    void theTableOfExitCodesIsTheEnums() {
        assertThat(table("| exit code |"))
                .isEqualTo(Exit.documented().entrySet().stream()
                        .map(exit -> "| " + exit.getKey() + " | " + exit.getValue() + " |\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void everyTestNamedExists() {
        assertThat(PROOF.matcher(readme)
                        .results()
                        .filter(proof -> !exists(proof.group(1), proof.group(2)))
                        .map(MatchResult::group))
                .isEmpty();
    }

    @Test
    void everyPromiseNamesItsTest() {
        assertThat(table("| promise |").lines())
                .isNotEmpty()
                .allMatch(line -> PROOF.matcher(line).find());
    }

    @Test
    void everyClassNamedAmongThePatternsExists() {
        assertThat(CLASS.matcher(table("| | pattern |"))
                        .results()
                        .map(match -> match.group(1))
                        .filter(name -> !sources.containsKey(name)))
                .isEmpty();
    }

    private static String settings() {
        StringBuilder table = new StringBuilder();
        for (Setting<?> setting : Settings.ALL) {
            table.append("| `%s` | `%s` | %s | %s | %s |\n"
                    .formatted(
                            setting.key(),
                            setting.variable(),
                            setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`",
                            setting.doc(),
                            setting.type().shape()));
        }
        return table.toString();
    }

    /** The rows below the header that begins so. */
    private static String table(String header) {
        return readme.lines()
                .dropWhile(line -> !line.startsWith(header))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static boolean exists(String test, @Nullable String method) {
        String source = sources.get(test);
        return source != null && (method == null || source.contains("void " + method + "("));
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
