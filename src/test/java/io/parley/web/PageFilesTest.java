package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page's files may not hold, whether or not somebody looks at them in a browser. */
class PageFilesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final int MAX_LINES = 250;
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '([^']+)'");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern INLINE = Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*\\ssrc=)");
    private static final Pattern PARSED_HTML =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function");
    private static final Pattern OTHER_PLACE = Pattern.compile("(?:https?:)?//(?!www\\.w3\\.org/)[a-z0-9-]+\\.[a-z]");

    @Test
    void everyImportAndLinkLeadsToAFile() throws IOException {
        for (Path file : files(".js")) {
            assertThat(references(IMPORT, file))
                    .allSatisfy(target -> assertThat(file.resolveSibling(target))
                            .as("imported by " + file)
                            .exists());
        }
        Path index = WEB.resolve("index.html");
        assertThat(references(LINK, index))
                .filteredOn(target -> !target.startsWith("data:"))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(WEB.resolve(target)).exists());
    }

    @Test
    void noScriptOrStyleIsInline() throws IOException {
        for (Path file : files(".html")) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(INLINE);
        }
    }

    @Test
    void noTextEverBecomesMarkupOrCode() throws IOException {
        for (Path file : files(".js")) {
            assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(PARSED_HTML);
        }
    }

    @Test
    void nothingComesFromElsewhere() throws IOException {
        for (Path file : files("")) {
            List<String> code = Files.readAllLines(file).stream()
                    .filter(line -> !line.stripLeading().startsWith("*"))
                    .toList();
            assertThat(String.join("\n", code)).as(file.toString()).doesNotContainPattern(OTHER_PLACE);
        }
    }

    @Test
    void noFileIsLongerThanOneCanRead() throws IOException {
        assertThat(files(""))
                .allSatisfy(file ->
                        assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    private static List<String> references(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> below = Files.walk(WEB)) {
            return below.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }
}
