package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.Code;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds the published contract and the routes together. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private final Map<?, ?> document = read();

    @Test
    void everyRouteIsDocumentedAndNothingElse() {
        Set<String> documented = new TreeSet<>();
        map(document, "paths")
                .forEach((path, item) -> ((Map<?, ?>) item)
                        .keySet().stream()
                                .filter(METHODS::contains)
                                .forEach(method -> documented.add(method + " " + path)));
        Set<String> routed = new TreeSet<>();
        for (Endpoint endpoint : version().endpoints()) {
            if (!Version1.LATER.contains(endpoint)) {
                routed.add(name(endpoint));
            }
        }

        assertThat(routed).hasSizeGreaterThan(15).isEqualTo(documented);
        assertThat(at(document, "servers", "0", "url")).isEqualTo(Version1.PREFIX);
    }

    @Test
    void theRoutesThatNeedNoTokenAreThoseThatSaySo() {
        for (Endpoint endpoint : version().endpoints()) {
            if (!Version1.LATER.contains(endpoint)) {
                String[] name = name(endpoint).split(" ", 2);
                Map<?, ?> operation = map(document, "paths", name[1], name[0]);
                assertThat(List.of().equals(operation.get("security")))
                        .as(name(endpoint))
                        .isEqualTo(endpoint.open());
            }
        }
    }

    @Test
    void everyCodeThatAnAnswerMayBearIsListed() {
        Set<String> codes = new TreeSet<>();
        for (Code code : Code.values()) {
            if (code != Code.BAD_FRAME && code != Code.UNKNOWN_TYPE) {
                codes.add(code.wireName());
            }
        }

        assertThat((List<?>) at(document, "components", "schemas", "Problem", "properties", "code", "enum"))
                .extracting(Object::toString)
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void theTableOfCodesSaysOfEachWhatItMeansAndWhetherItIsTemporary() {
        String table = (String) at(document, "info", "description");

        for (Object name : (List<?>) at(document, "components", "schemas", "Problem", "properties", "code", "enum")) {
            Code code = Code.valueOf(name.toString().toUpperCase(Locale.ROOT));
            assertThat(table)
                    .containsPattern("\\| `" + name + "` \\| [0-9, ]*\\b" + code.status() + "\\b[0-9, ]* \\| "
                            + (code.temporary() ? "yes" : "no") + " \\| \\w+");
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collect(document, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                at(document, reference.substring(2).split("/", -1)))
                        .isNotNull());
    }

    private static void collect(Object node, List<String> references) {
        if (node instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> {
                if (name.equals("$ref")) {
                    references.add((String) value);
                }
                collect(value, references);
            });
        } else if (node instanceof List<?> items) {
            items.forEach(item -> collect(item, references));
        }
    }

    private static String name(Endpoint endpoint) {
        return endpoint.method().name().toLowerCase(Locale.ROOT) + " "
                + endpoint.path().replaceAll(":(\\w+)", "{$1}");
    }

    /** What stands at the end of the path: a name or an index for each step. */
    private static Object at(Object from, String... path) {
        Object at = from;
        for (String step : path) {
            Object next = at instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) at).get(step);
            at = Objects.requireNonNull(next, String.join("/", path));
        }
        return at;
    }

    private static Map<?, ?> map(Object from, String... path) {
        return (Map<?, ?>) at(from, path);
    }

    private static Version version() {
        return VersionTest.version1();
    }

    private static Map<?, ?> read() {
        InputStream yaml = OpenApiTest.class.getResourceAsStream("/openapi.yaml");
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
    }
}
