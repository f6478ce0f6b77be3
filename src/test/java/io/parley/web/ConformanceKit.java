package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.json.SocketContract;
import io.parley.testkit.RunningProcess;
import io.parley.testkit.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The conformance kit as authors of clients start it: a command of the jar. */
final class ConformanceKit implements AutoCloseable {
    private static final String READY = "The conformance kit is ready: ";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningProcess process;
    private final String address;

    private ConformanceKit(RunningProcess process) {
        this.process = process;
        this.address = process.awaitLine(READY).replace(READY, "").replace("/scenarios", "");
    }

    static ConformanceKit start(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = ServerProcess.jar().toAbsolutePath().toString();
        return new ConformanceKit(RunningProcess.start(folder, Map.of(), java, "-jar", jar, "conformance", "--port=0"));
    }

    String address() {
        return address;
    }

    List<String> scenarios() {
        return objects(get("/scenarios").getJsonArray("items"))
                .map(item -> item.getString("name"))
                .toList();
    }

    /** Asks it to stop, and gives its exit code. */
    int stop() throws InterruptedException {
        process.terminate();
        return process.awaitExit();
    }

    @Override
    public void close() {
        process.close();
    }

    /** Fails unless the client that has this result has done in the scenario what it must. */
    void judge(String name, JsonObject result) {
        JsonObject scenario = get("/scenarios/" + name);
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
        ofTheirSchemas(name, result);
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

    void playAnew(String scenario) {
        call(HttpRequest.newBuilder().DELETE(), "/scenarios/" + scenario);
    }

    private JsonObject get(String path) {
        return new JsonObject(call(HttpRequest.newBuilder(), path));
    }

    private String call(HttpRequest.Builder request, String path) {
        try {
            HttpRequest whole = request.uri(URI.create(address + path)).build();
            return HTTP.send(whole, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
