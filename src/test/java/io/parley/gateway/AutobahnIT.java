package io.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The Autobahn suite's fuzzing client against our WebSocket layer. Its Python runs on Jython in a JVM of its own; both come
 * from Maven Central as jars, which the build lays into {@code target/autobahn}.
 */
class AutobahnIT {
    private static final Path DIRECTORY = Path.of("target", "autobahn");
    private static final String SUITE = """
        import sys
        sys.argv = ['wstest', '-m', 'fuzzingclient', '-s', sys.argv[1]]
        from autobahntestsuite import wstest
        wstest.run()
        """;
    private static final String AGENT = "parley";
    /** They want 1012, 1013 and 1014 to be refused, which IANA has registered since. */
    private static final Set<String> OUTDATED = Set.of("7.9.6", "7.9.7", "7.9.8");

    /** All but 9, which measures speed, and 12 and 13, which need compression. */
    private static final JsonArray GROUPS = JsonArray.of("1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*");

    private static final Set<String> GOOD = Set.of("OK", "INFORMATIONAL");
    private static final int LEAST_CASES = 250;

    @Test
    void everyCaseOfTheSuitePasses() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try {
            EchoVerticle echo = new EchoVerticle();
            TestGateway.get(vertx.deployVerticle(echo));
            run(echo.port());
        } finally {
            TestGateway.get(vertx.close());
        }

        JsonObject report = new JsonObject(Files.readString(DIRECTORY.resolve("report/index.json")));
        JsonObject cases = report.getJsonObject(AGENT);
        Set<String> failed = cases.fieldNames().stream()
                .filter(name -> !passed(cases.getJsonObject(name)))
                .collect(Collectors.toSet());
        assertThat(cases.size()).isGreaterThan(LEAST_CASES);
        assertThat(failed).as("see target/autobahn/report/index.html").isEqualTo(OUTDATED);
    }

    private static boolean passed(JsonObject outcome) {
        return GOOD.contains(outcome.getString("behavior")) && GOOD.contains(outcome.getString("behaviorClose"));
    }

    private static void run(int port) throws Exception {
        Path log = DIRECTORY.resolve("suite.log");
        Process suite = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dpython.cachedir.skip=true",
                        "-Dpython.path=" + jar("autobahntestsuite-maven-plugin"),
                        "-cp",
                        jar("jython-standalone"),
                        "org.python.util.jython",
                        "-c",
                        SUITE,
                        spec(port).toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(suite.waitFor(4, TimeUnit.MINUTES))
                    .as("ended, see %s", log)
                    .isTrue();
            assertThat(suite.exitValue()).as("see %s", log).isZero();
        } finally {
            suite.destroyForcibly();
        }
    }

    private static String jar(String artifact) {
        File jar = DIRECTORY.resolve(artifact + ".jar").toFile();
        assertThat(jar).as("laid there by pre-integration-test").exists();
        return jar.getAbsolutePath();
    }

    private static Path spec(int port) throws Exception {
        JsonObject server = JsonObject.of("agent", AGENT, "url", "ws://127.0.0.1:" + port + TestGateway.PATH);
        JsonObject spec = new JsonObject()
                .put("options", JsonObject.of("failByDrop", false))
                .put("outdir", DIRECTORY.resolve("report").toAbsolutePath().toString())
                .put("servers", JsonArray.of(server))
                .put("cases", GROUPS)
                .put("exclude-cases", JsonArray.of())
                .put("exclude-agent-cases", JsonObject.of());
        return Files.writeString(DIRECTORY.resolve("spec.json"), spec.encode());
    }
}
