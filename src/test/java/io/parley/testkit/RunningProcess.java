package io.parley.testkit;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real process, its output, and the certainty that neither it nor its children outlive the test. */
public final class RunningProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final List<ProcessHandle> family = new CopyOnWriteArrayList<>();

    private RunningProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Output and errors together; {@code environment} is added to this process's own. */
    public static RunningProcess start(Path directory, Map<String, String> environment, String... command)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new RunningProcess(builder.start());
    }

    /** What it has said so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The first line that contains the words; fails when the process ends without it. */
    public String awaitLine(String words) {
        await(words)
                .atMost(PATIENCE)
                .failFast("it ended before it said so", () -> {
                    if (!process.isAlive() && !reader.isAlive() && !said(words)) {
                        throw new AssertionError(String.join("\n", lines));
                    }
                })
                .until(() -> said(words));
        family.addAll(process.descendants().toList());
        return lines.stream().filter(line -> line.contains(words)).findFirst().orElseThrow();
    }

    /** The one child of this process that is a Java. */
    public ProcessHandle javaChild() {
        return process.children()
                .filter(child -> child.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    /** SIGTERM. */
    public void terminate() {
        // Process.destroy() would close its output as well, with its last words in it.
        process.toHandle().destroy();
    }

    /** SIGKILL, to this process alone. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** All that it said is in {@link #lines} when this returns. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + ":\n" + String.join("\n", lines));
        }
        return process.exitValue();
    }

    /** Until everybody who holds the other end has let go of it, children included. */
    public void awaitEndOfOutput() throws InterruptedException {
        reader.join(PATIENCE);
    }

    @Override
    public void close() {
        family.addAll(process.descendants().toList());
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean said(String words) {
        return lines.stream().anyMatch(line -> line.contains(words));
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
