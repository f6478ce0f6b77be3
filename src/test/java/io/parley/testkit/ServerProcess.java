package io.parley.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server as its users start it: {@code target/parley.jar} in a process of its own, on the loopback. Closing it, or the
 * end of this JVM, ends the process.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Parley is ready: (http://\\S+):(\\d+)");
    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final Duration STOPPING = Duration.ofSeconds(40);
    private static final int KEPT_LINES = 2_000;

    private final Process process;
    private final Thread atExit;
    private final Deque<String> output = new ArrayDeque<>();
    private final CompletableFuture<Integer> ready = new CompletableFuture<>();

    private ServerProcess(Process process) {
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread.ofVirtual().start(this::listen);
    }

    /** Where the server is built, so that tests can tell whether it is. */
    public static Path jar() {
        return Path.of(System.getProperty("parley.jar", "target/parley.jar"));
    }

    /** @param port 0 for a free one */
    public static ServerProcess start(Path dataDir, int port) {
        return start(dataDir, port, Map.of());
    }

    /**
     * @param port 0 for a free one
     * @param settings by their environment names; nothing else named {@code PARLEY_…} reaches the process
     */
    public static ServerProcess start(Path dataDir, int port, Map<String, String> settings) {
        if (!Files.exists(jar())) {
            throw new IllegalStateException(jar() + " is missing; mvn package makes it");
        }
        // This JVM's own java: another one on the PATH may be too old, and then the process would be a launcher's
        // child.
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-Xmx256m", "-jar", jar().toString()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PARLEY_"));
        environment.put("PARLEY_HTTP_HOST", "127.0.0.1");
        environment.put("PARLEY_HTTP_PORT", Integer.toString(port));
        environment.put("PARLEY_DATA_DIR", dataDir.toString());
        environment.putAll(settings);
        try {
            return new ServerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                Matcher said = READY.matcher(line);
                if (said.find()) {
                    ready.complete(Integer.valueOf(said.group(2)));
                }
            }
        } catch (IOException closed) {
            keep("(output ended: " + closed.getMessage() + ")");
        }
        ready.completeExceptionally(new IllegalStateException("the server ended before it was ready"));
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() == KEPT_LINES) {
                output.removeFirst();
            }
            output.addLast(line);
        }
    }

    /** Waits for the line that says so. Fails with the output when the process ends first, or takes a minute. */
    public ServerProcess awaitReady() throws InterruptedException {
        try {
            ready.get(STARTING.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the server did not start; it said:\n" + output(), e);
        }
    }

    /** Once it is ready. */
    public int port() {
        return ready.join();
    }

    /** Once it is ready; without a slash at its end. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    public long pid() {
        return process.pid();
    }

    /** Its last lines, standard output and error together. */
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}: it learns nothing of it. Returns when it is gone. */
    public void kill9() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to stop, and waits. */
    public int sigterm() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the server did not stop; it said:\n" + output());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        process.destroyForcibly();
    }
}
