package io.parley.testkit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says each skipped check as it happens, and at the end how many there were. Unit and integration tests run in two JVMs
 * one after the other, so the count goes on in a file.
 */
public final class SkipReport implements TestExecutionListener {
    /** Tells the JVM that counts on from the one that begins. */
    private static final String CONTINUES = "parley.skips.continue";

    private final PrintStream out;
    private final Path file;
    private final boolean continues;
    private @Nullable TestPlan plan;

    /** For the service loader. */
    public SkipReport() {
        this(System.out, Path.of("target", "skipped-checks.txt"), Boolean.getBoolean(CONTINUES));
    }

    SkipReport(PrintStream out, Path file, boolean continues) {
        this.out = out;
        this.file = file;
        this.continues = continues;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
        try {
            if (!continues) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (test.isTest()) {
            report(test, reason);
        } else {
            Objects.requireNonNull(plan).getDescendants(test).stream()
                    .filter(TestIdentifier::isTest)
                    .forEach(below -> report(below, reason));
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            executionSkipped(
                    test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        try {
            int count = Files.exists(file) ? Files.readAllLines(file).size() : 0;
            out.println("Parley checks skipped: " + count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(TestIdentifier test, String reason) {
        String name = Objects.requireNonNull(plan)
                        .getParent(test)
                        .map(parent -> parent.getDisplayName() + ".")
                        .orElse("")
                + test.getDisplayName();
        out.println("SKIPPED: " + reason + " (" + name + ")");
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, List.of(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
