package io.parley;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Deployable;

/** The floors of the house. Imports go down only; wings of one floor do not see each other. */
@AnalyzeClasses(packages = "io.parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] VALUES = {"io.parley.room..", "io.parley.protocol.."};
    private static final String[] PORTS = {"io.parley.port.."};
    private static final String[] LIMITS = {"io.parley.limits.."};
    private static final String[] ADAPTERS = {
        "io.parley.json..",
        "io.parley.proto..",
        "io.parley.store..",
        "io.parley.bus..",
        "io.parley.auth..",
        "io.parley.cache..",
        "io.parley.metrics.."
    };
    private static final String[] ENGINE = {"io.parley.delivery.."};
    private static final String[] WINGS = {
        "io.parley.gateway..",
        "io.parley.http..",
        "io.parley.liveness..",
        "io.parley.resilience..",
        "io.parley.lifecycle..",
        "io.parley.inbox..",
        "io.parley.events.."
    };
    private static final String ROOT = "io.parley";

    @ArchTest
    static final ArchRule VALUES_KNOW_ONLY_VALUES = noClasses()
            .that(resideInAnyPackage(VALUES))
            .should(dependOnClassesThat(ours().and(not(resideInAnyPackage(VALUES)))))
            .because("rules that are plain Java can be tested in a millisecond and read without knowing the server");

    @ArchTest
    static final ArchRule VALUES_ARE_PLAIN_JAVA = classes()
            .that(resideInAnyPackage(VALUES).and(not(simpleName("JsonText"))))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.parley..", "java..", "org.jspecify.."))
            .because(
                    "what a room is does not hang on a library; only a body's data is JSON in every codec, and parsed");

    @ArchTest
    static final ArchRule PORTS_KNOW_ONLY_VALUES = noClasses()
            .that(resideInAnyPackage(PORTS))
            .should(dependOnClassesThat(ours().and(not(resideInAnyPackage(PORTS).or(resideInAnyPackage(VALUES))))))
            .because("a port says what is asked, and not who answers");

    @ArchTest
    static final ArchRule LIMITS_KNOW_ONLY_PORTS_AND_VALUES = noClasses()
            .that(resideInAnyPackage(LIMITS))
            .should(dependOnClassesThat(ours().and(not(
                    resideInAnyPackage(LIMITS).or(resideInAnyPackage(PORTS)).or(resideInAnyPackage(VALUES))))))
            .because("sockets and REST count in the same buckets, and time is a parameter to both");

    @ArchTest
    static final ArchRule THE_ENGINE_STANDS_ON_PORTS_ALONE = noClasses()
            .that(resideInAnyPackage(ENGINE))
            .should(dependOnClassesThat(
                    resideInAnyPackage(ADAPTERS).or(resideInAnyPackage(WINGS)).or(resideInAPackage(ROOT))))
            .because(
                    "delivery is simulated with a clock and a network of the test's own, so nothing real may be in it");

    @ArchTest
    static final ArchRule THE_ENGINE_HAS_NO_THREADS_OF_ITS_OWN = noClasses()
            .that(resideInAnyPackage(ENGINE))
            .should(dependOnClassesThat(resideInAPackage("io.vertx..")
                            .and(not(DescribedPredicate.<JavaClass>describe(
                                    "futures",
                                    type -> type.getPackageName().equals("io.vertx.core")
                                            && (type.getSimpleName().equals("Future")
                                                    || type.getSimpleName().equals("Promise")
                                                    || type.getSimpleName().equals("AsyncResult")
                                                    || type.getSimpleName().equals("Handler")
                                                    || type.getSimpleName().equals("CompositeFuture")
                                                    || type.getSimpleName().equals("Completable"))))))
                    .or(dependOnClassesThat(resideInAPackage("io.netty.."))))
            .because("time and threads come in through ports: the engine takes futures, and nothing else, from Vert.x");

    @ArchTest
    static final ArchRule ADAPTERS_KNOW_NEITHER_THE_ENGINE_NOR_THE_WINGS = noClasses()
            .that(resideInAnyPackage(ADAPTERS))
            .should(dependOnClassesThat(
                    resideInAnyPackage(ENGINE).or(resideInAnyPackage(WINGS)).or(resideInAPackage(ROOT))))
            .because("an adapter that knows its users cannot be replaced by another that passes the same contract");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_SEE_EACH_OTHER = slices().matching(
                    "io.parley.(json|proto|store|bus|auth|cache|metrics)..")
            .should()
            .notDependOnEachOther()
            .because("each technology is swapped alone");

    @ArchTest
    static final ArchRule WINGS_KNOW_PORTS_AND_THE_ENGINE = noClasses()
            .that(resideInAnyPackage(WINGS))
            .should(dependOnClassesThat(resideInAnyPackage(ADAPTERS).or(resideInAPackage(ROOT))))
            .because("which adapters there are is decided in one place, the composition root");

    @ArchTest
    static final ArchRule WINGS_DO_NOT_SEE_EACH_OTHER = slices().matching(
                    "io.parley.(gateway|http|liveness|resilience|lifecycle|inbox|events)..")
            .should()
            .notDependOnEachOther()
            .because("HTTP, sockets, time and shutdown meet on the bus and on ports, and can be read one at a time");

    @ArchTest
    static final ArchRule THE_KIT_STANDS_ALONE = noClasses()
            .that(resideInAPackage("io.parley.conformance.."))
            .should(dependOnClassesThat(ours().and(not(resideInAnyPackage(
                    "io.parley.conformance..", "io.parley.json..", "io.parley.port..", "io.parley.protocol..")))))
            .because("a kit that shared code with the server would share its mistakes");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_THE_KIT = noClasses()
            .that(not(resideInAnyPackage("io.parley", "io.parley.conformance..")))
            .should(dependOnClassesThat(resideInAPackage("io.parley.conformance..")))
            .because("it plays the server and is no part of it");

    @ArchTest
    static final ArchRule EVERY_CLASS_STANDS_ON_A_FLOOR = classes()
            .should()
            .resideInAnyPackage(
                    "io.parley",
                    "io.parley.room..",
                    "io.parley.protocol..",
                    "io.parley.port..",
                    "io.parley.limits..",
                    "io.parley.delivery..",
                    "io.parley.json..",
                    "io.parley.proto..",
                    "io.parley.store..",
                    "io.parley.bus..",
                    "io.parley.auth..",
                    "io.parley.cache..",
                    "io.parley.metrics..",
                    "io.parley.gateway..",
                    "io.parley.http..",
                    "io.parley.liveness..",
                    "io.parley.resilience..",
                    "io.parley.lifecycle..",
                    "io.parley.inbox..",
                    "io.parley.events..",
                    "io.parley.conformance..")
            .because("a package that no rule knows is held by none");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .should()
            .haveNameMatching(".*(Util|Helper|Manager|Impl|Common).*")
            .because("a drawer of odds and ends fills up; the thing has a name in the domain or a technology");

    @ArchTest
    static final ArchRule VERTICLES_HOLD_NO_REFERENCE_TO_ONE_ANOTHER = noClasses()
            .that(not(resideInAPackage(ROOT)))
            .should(dependOnClassesThat(ours().and(assignableTo(Deployable.class)))
                    .as("know a verticle other than themselves"))
            .because("verticles are deployed, scaled and restarted alone: they meet on the bus");

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAPackage("io.parley..");
    }
}
