package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class SkipReportTest {
    @TempDir
    Path directory;

    private @Nullable String require;

    @BeforeEach
    void forgetWhatIsRequired() {
        require = System.getProperty("parley.require");
        System.clearProperty("parley.require");
    }

    @AfterEach
    void rememberWhatIsRequired() {
        if (require == null) {
            System.clearProperty("parley.require");
        } else {
            System.setProperty("parley.require", require);
        }
    }

    @Test
    void eachSkipIsSaidAndTheLastLineCountsThem() {
        assertThat(run(SkipsOne.class, false).out())
                .containsExactly(
                        "SKIPPED: no moon tonight (SkipReportTest$SkipsOne.skipped())", "Parley checks skipped: 1");
    }

    @Test
    void aClassThatNeedsWhatIsMissingCountsByItsTests() {
        assertThat(run(NeedsTheMissing.class, false).out()).last().isEqualTo("Parley checks skipped: 2");
    }

    @Test
    void integrationTestsCountOn() {
        run(SkipsOne.class, false);

        assertThat(run(NeedsTheMissing.class, true).out()).last().isEqualTo("Parley checks skipped: 3");
    }

    @Test
    void whereEverythingIsRequiredASkipIsAFailure() {
        System.setProperty("parley.require", "all");

        assertThat(run(SkipsOne.class, false).summary().getTestsFailedCount()).isEqualTo(1);
    }

    private record Run(List<String> out, TestExecutionSummary summary) {}

    private Run run(Class<?> tests, boolean continues) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        request,
                        summary,
                        new SkipReport(
                                new PrintStream(out, true, StandardCharsets.UTF_8),
                                directory.resolve("skips"),
                                continues));
        return new Run(out.toString(StandardCharsets.UTF_8).lines().toList(), summary.getSummary());
    }

    static final class SkipsOne {
        @Test
        void runs() {}

        @Test
        void skipped() {
            Skips.skip("no moon tonight");
        }
    }

    @ExtendWith(Missing.class)
    static final class NeedsTheMissing {
        @Test
        void one() {}

        @Test
        void two() {}
    }

    static final class Missing implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return ConditionEvaluationResult.disabled("missing");
        }
    }
}
