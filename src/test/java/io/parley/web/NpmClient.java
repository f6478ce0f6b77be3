package io.parley.web;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A client of {@code src/test/resources/clients} in a Node.js of its own: it says what it is given, and tells what it sees. */
final class NpmClient implements AutoCloseable {
    private static final Path LIBRARIES = Path.of("target/webjars/META-INF/resources/webjars");
    private static final String CLIENT = "src/main/resources/web/js/parley-client.js";
    private static final Path SCRIPTS = Path.of("src/test/resources/clients");

    private static final int STILL_RUNNING = -1;

    private final Process process;
    private final Thread listening;
    private final Writer lines;
    private final List<JsonObject> told = new CopyOnWriteArrayList<>();

    private NpmClient(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(List.of("node"));
        all.addAll(command);
        process = new ProcessBuilder(all).redirectErrorStream(true).start();
        lines = process.outputWriter(StandardCharsets.UTF_8);
        listening = Thread.ofVirtual().start(this::listen);
    }

    static NpmClient json(String socket, String token, String room) throws IOException {
        return new NpmClient(
                List.of(SCRIPTS.resolve("json-client.js").toString(), library("ws", ""), socket, token, room));
    }

    static NpmClient protobuf(String socket, String token, String room) throws IOException {
        return new NpmClient(List.of(
                SCRIPTS.resolve("protobuf-client.js").toString(),
                library("ws", ""),
                library("protobufjs", "dist/protobuf.js"),
                "src/main/proto/parley.proto",
                socket,
                token,
                room));
    }

    /** {@code parley-client.js} of that folder in the scenarios named of the conformance kit, or in all. */
    static NpmClient conformance(Path client, String kit, String... scenarios) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(SCRIPTS.resolve("conformance.mjs").toString());
        command.add(library("ws", ""));
        command.add(client.resolve("parley-client.js").toString());
        command.add(kit);
        command.addAll(List.of(scenarios));
        return new NpmClient(command);
    }

    /** Two people with {@code parley-client.js} who write until they are told something. */
    static NpmClient soak(int port, String room, String ada, String bob) throws IOException {
        String socket = "ws://127.0.0.1:" + port + "/api/v1/ws";
        return new NpmClient(
                List.of(SCRIPTS.resolve("soak.mjs").toString(), library("ws", ""), CLIENT, socket, room, ada, bob));
    }

    /** Where the build has unpacked it. */
    static String library(String name, String file) throws IOException {
        try (Stream<Path> versions = Files.list(LIBRARIES.resolve(name))) {
            return versions.findFirst()
                    .orElseThrow()
                    .resolve(file)
                    .toAbsolutePath()
                    .toString();
        }
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                told.add(line.startsWith("{") ? new JsonObject(line) : new JsonObject(Map.of("failed", line)));
            }
        } catch (IOException e) {
            told.add(new JsonObject().put("failed", e.getMessage()));
        }
    }

    void say(String text) {
        try {
            lines.write(Json.encode(text) + "\n");
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("it has ended: " + told, e);
        }
    }

    /** The texts that it shows, in their order. */
    List<String> shown() {
        return told("shown").map(line -> line.getString("shown")).toList();
    }

    /** What it told under that name. */
    Stream<JsonObject> told(String name) {
        return told.stream().filter(line -> line.containsKey(name));
    }

    /** Waits until it has said all, and gives its exit code. */
    int awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) && listening.join(patience)
                ? process.exitValue()
                : STILL_RUNNING;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
