package io.parley.json;

import static io.parley.json.SocketContract.DOCUMENT;
import static io.parley.json.SocketContract.SCHEMAS;
import static io.parley.json.SocketContract.messages;
import static io.parley.json.SocketContract.schemas;
import static io.parley.json.SocketContract.validator;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.Samples;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published contract of the socket says what the golden frames show, no more and no less. */
class AsyncApiTest {
    static Stream<String> frames() {
        return Stream.concat(Samples.clientFrames().keySet().stream(), Samples.serverFrames().keySet().stream());
    }

    @ParameterizedTest
    @MethodSource("frames")
    void everyGoldenFrameIsOfItsSchema(String name) throws IOException {
        OutputUnit result = validator(message(name)).validate(golden(name));

        assertThat(result.getValid()).as(() -> result.toJson().encodePrettily()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFieldThatTheSchemaDoesNotNameIsNoticed(String name) throws IOException {
        Set<String> open = Set.of("client-extension", "server-answer", "entry-unknown-kind");
        JsonObject frame = golden(name).put("undocumented", 1);

        assertThat(validator(message(name)).validate(frame).getValid()).isEqualTo(open.contains(message(name)));
    }

    @Test
    void everyFieldOfEverySchemaIsShownByAGoldenFrame() throws IOException {
        for (String message : messages()) {
            Set<String> shown = new TreeSet<>();
            for (String name : frames().toList()) {
                if (message(name).equals(message)) {
                    shown.addAll(golden(name).fieldNames());
                }
            }
            assertThat(shown).as(message).containsAll(properties(new JsonObject().put("$ref", SCHEMAS + message)));
        }
    }

    @Test
    void everyMessageIsInTheChannelAndInOneOfTheTwoDirections() {
        JsonObject operations = DOCUMENT.getJsonObject("operations");
        assertThat(DOCUMENT.getJsonObject("channels")
                        .getJsonObject("socket")
                        .getJsonObject("messages")
                        .fieldNames())
                .isEqualTo(messages());
        assertThat(operations.stream()
                        .flatMap(operation -> ((JsonObject) operation.getValue()).getJsonArray("messages").stream())
                        .map(reference -> ((JsonObject) reference).getString("$ref")))
                .containsExactlyInAnyOrderElementsOf(messages().stream()
                        .map(message -> "#/channels/socket/messages/" + message)
                        .toList());
    }

    @Test
    void theTablesOfCodesAreThoseOfTheServer() {
        Map<String, Boolean> codes =
                Arrays.stream(Code.values()).collect(Collectors.toMap(Code::wireName, Code::temporary));
        assertThat(column("x-codes", "temporary")).isEqualTo(codes);
        Map<String, String> reasons = Arrays.stream(CloseReason.values())
                .collect(Collectors.toMap(
                        reason -> String.valueOf(reason.code()),
                        reason -> reason.reconnect().wireName()));
        assertThat(column("x-close-codes", "reconnect")).isEqualTo(reasons);
    }

    private static Map<String, Object> column(String table, String column) {
        return DOCUMENT.getJsonObject(table).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, row -> ((JsonObject) row.getValue()).getValue(column)));
    }

    /** The message that a golden file shows: the longest name that its own begins with. */
    private static String message(String golden) {
        return messages().stream()
                .filter(golden::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    private static Set<String> properties(JsonObject schema) {
        Set<String> names = new TreeSet<>(
                schema.getJsonObject("properties", new JsonObject()).fieldNames());
        String reference = schema.getString("$ref");
        if (reference != null) {
            names.addAll(properties(schemas().getJsonObject(reference.substring(SCHEMAS.length()))));
        }
        for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
            names.addAll(properties((JsonObject) part));
        }
        return names;
    }

    private static JsonObject golden(String name) throws IOException {
        return new JsonObject(Files.readString(Path.of("src/main/resources/frames", name + ".json")));
    }
}
