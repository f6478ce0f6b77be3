package io.parley;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;

/** The rules of the tests themselves. */
@AnalyzeClasses(packages = "io.parley", importOptions = OnlyIncludeTests.class)
class TestHouseTest {
    @ArchTest
    static final ArchRule A_SKIP_IS_COUNTED = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.junit\\.jupiter\\.api\\.(Assumptions|Disabled|condition\\..*)")
            .because("@Needs and Skips.skip count what is skipped, and fail it where everything is required");

    @ArchTest
    static final ArchRule NOTHING_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class)
            .because("a test waits for what it means, not for a time that was long enough once");
}
