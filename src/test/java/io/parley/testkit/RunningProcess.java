package io.parley.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A real process, its output, and the certainty that neither it nor its children outlive the test. The output goes to a
 * file: a pipe would be closed with the process, and what its children say after its death would be lost.
 */
public final class RunningProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final List<ProcessHandle> family = new CopyOnWriteArrayList<>();

    private RunningProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Output and errors together; {@code environment} is added to this process's own. */
    public static RunningProcess start(Path directory, Map<String, String> environment, String... command)
            throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new RunningProcess(builder.start(), output);
    }

    /** What it and its children have said so far, in whole lines. */
    public List<String> lines() {
        try {
            String said = Files.readString(output, StandardCharsets.UTF_8);
            return said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line that contains the words; fails when the process ends without it. */
    public String awaitLine(String words) {
        await(words)
                .atMost(PATIENCE)
                .failFast("it ended before it said so", () -> {
                    if (!process.isAlive() && !said(words)) {
                        throw new AssertionError(String.join("\n", lines()));
                    }
                })
                .until(() -> said(words));
        family.addAll(process.descendants().toList());
        return lines().stream().filter(line -> line.contains(words)).findFirst().orElseThrow();
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
        process.destroy();
    }

    /** SIGKILL, to this process alone. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Its exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE + ":\n" + String.join("\n", lines()));
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        family.addAll(process.descendants().toList());
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean said(String words) {
        return lines().stream().anyMatch(line -> line.contains(words));
    }
}
