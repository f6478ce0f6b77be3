package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.json.SocketContract;
import io.parley.testkit.Needs;
import io.parley.testkit.RunningProcess;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Our own client, in Node, passes the kit that the jar offers to authors of others. */
@Needs(Tool.NODE)
@Execution(ExecutionMode.CONCURRENT)
class ConformanceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String READY = "The conformance kit is ready: ";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> everyScenarioIsPassedWithWhatItMustShowAndTell() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = ServerProcess.jar().toAbsolutePath().toString();
        try (RunningProcess kit =
                RunningProcess.start(folder, Map.of(), java, "-jar", jar, "conformance", "--port=0")) {
            String address = kit.awaitLine(READY).replace(READY, "").replace("/scenarios", "");
            try (NpmClient client = NpmClient.conformance(address)) {
                assertThat(client.awaitEnd(PATIENCE)).isZero();
                assertThat(client.told("failed")).isEmpty();
                Map<String, JsonObject> results = client.told("scenario")
                        .collect(Collectors.toMap(line -> line.getString("scenario"), Function.identity()));
                List<JsonObject> scenarios = objects(get(address + "/scenarios").getJsonArray("items"))
                        .map(item -> get(address + "/scenarios/" + item.getString("name")))
                        .toList();
                assertThat(scenarios).hasSizeGreaterThan(70).hasSameSizeAs(results.keySet());
                return scenarios.stream()
                        .map(scenario -> DynamicTest.dynamicTest(
                                scenario.getString("name"),
                                () -> judge(scenario, results.get(scenario.getString("name")))));
            }
        }
    }

    private static void judge(JsonObject scenario, JsonObject result) {
        assertThat(scenario.getString("verdict")).as(scenario.getString("why")).isEqualTo("passed");
        assertThat(result.getString("state")).isEqualTo(scenario.getString("state"));
        scenario.getJsonObject("shown").forEach(room -> {
            JsonObject expected = (JsonObject) room.getValue();
            assertThat(shown(result, room.getKey(), expected.getLong("from")))
                    .as(room.getKey())
                    .isEqualTo(objects(expected.getJsonArray("entries")).toList());
        });
        List<JsonObject> expected = objects(scenario.getJsonArray("sends")).toList();
        List<JsonObject> told = objects(result.getJsonArray("sends")).toList();
        assertThat(told).hasSameSizeAs(expected);
        for (int i = 0; i < told.size(); i++) {
            assertThat(told.get(i).getMap())
                    .containsAllEntriesOf(expected.get(i).getMap());
        }
        ofTheirSchemas(scenario.getString("name"), result);
    }

    private static void ofTheirSchemas(String scenario, JsonObject result) {
        assertThat(objects(result.getJsonArray("said")))
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(SocketContract.fault(SocketContract.ofClient(frame), frame))
                        .isEmpty());
        // Some of these play with what no schema knows.
        if (!scenario.startsWith("unknown-") && !scenario.equals("ephemeral")) {
            assertThat(objects(result.getJsonArray("heard")))
                    .allSatisfy(frame -> assertThat(SocketContract.fault(SocketContract.ofServer(frame), frame))
                            .isEmpty());
        }
    }

    private static List<JsonObject> shown(JsonObject result, String room, long from) {
        return objects(result.getJsonObject("shown").getJsonArray(room))
                .filter(entry -> entry.getLong("seq") >= from)
                .toList();
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static JsonObject get(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
            return new JsonObject(HTTP.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
