package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.Needs;
import io.parley.testkit.Tool;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Our own client, in Node, passes the kit that the jar offers to authors of others; and without one of its rules it does not. */
@Needs(Tool.NODE)
@Isolated("it judges when a client does what")
class ConformanceIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path CLIENT = Path.of("src/main/resources/web/js");

    private static final List<Mutant> MUTANTS = List.of(
            new Mutant("hole", "cursor.js", "if (seq > this.seq + 1) {", "if (false) {"),
            new Mutant("repeats", "cursor.js", "return 'repeat';", "return 'next';"),
            new Mutant("stray-epoch", "cursor.js", "epoch !== this.#announced)", "epoch < 0)"),
            new Mutant("epoch-unproven", "cursor.js", "    this.#announced = epoch;", "    this.epoch = epoch;"),
            new Mutant("flood", "acks.js", "const ENTRIES = 64", "const ENTRIES = 200"),
            new Mutant("token-refused", "connection.js", "when === 'withNewToken'", "when === 'token'"),
            new Mutant("close-4403", "reconnect.js", "  4403: 'never',", ""),
            new Mutant("send-rate-limited", "attempts.js", "problem.retryAfterMs ?? 0", "0"));

    @TempDir
    Path folder;

    private ConformanceKit kit;

    /** The client with one rule changed, and the scenario that must notice. */
    private record Mutant(String scenario, String file, String rule, String change) {}

    @BeforeEach
    void open() throws IOException {
        kit = ConformanceKit.start(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        try (ConformanceKit closing = kit) {
            assertThat(closing.stop()).isZero();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyScenarioIsPassedWithWhatItMustShowAndTell() throws Exception {
        try (NpmClient client = NpmClient.conformance(CLIENT, kit.address())) {
            assertThat(client.awaitEnd(PATIENCE)).isZero();
            assertThat(client.told("failed")).isEmpty();
            Map<String, JsonObject> results = client.told("scenario")
                    .collect(Collectors.toMap(line -> line.getString("scenario"), Function.identity()));
            assertThat(kit.scenarios()).hasSizeGreaterThan(70).hasSameSizeAs(results.keySet());
            return kit.scenarios().stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> judge(name, results.get(name))));
        }
    }

    /** On a machine that others use too, a timer may be late for once: then the scenario is played again, by itself. */
    private void judge(String scenario, JsonObject result) throws Exception {
        try {
            kit.judge(scenario, result);
        } catch (AssertionError once) {
            kit.playAnew(scenario);
            try (NpmClient client = NpmClient.conformance(CLIENT, kit.address(), scenario)) {
                assertThat(client.awaitEnd(PATIENCE)).isZero();
                kit.judge(scenario, client.told("scenario").findFirst().orElseThrow());
            } catch (AssertionError again) {
                again.addSuppressed(once);
                throw again;
            }
        }
    }

    @Test
    void withoutOneOfItsRulesItIsFoundOut() throws Exception {
        List<NpmClient> clients = new ArrayList<>();
        try {
            for (Mutant mutant : MUTANTS) {
                clients.add(NpmClient.conformance(changed(mutant), kit.address(), mutant.scenario()));
            }
            for (int i = 0; i < clients.size(); i++) {
                Mutant mutant = MUTANTS.get(i);
                assertThat(clients.get(i).awaitEnd(PATIENCE)).isZero();
                JsonObject result = clients.get(i).told("scenario").findFirst().orElseThrow();
                assertThatThrownBy(() -> kit.judge(mutant.scenario(), result))
                        .as(mutant.scenario())
                        .isInstanceOf(AssertionError.class);
            }
        } finally {
            clients.forEach(NpmClient::close);
        }
    }

    private Path changed(Mutant mutant) throws IOException {
        Path copy = folder.resolve(mutant.scenario());
        try (Stream<Path> files = Files.walk(CLIENT)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(CLIENT.relativize(file)));
            }
        }
        Path file = copy.resolve("client").resolve(mutant.file());
        String code = Files.readString(file);
        assertThat(code).contains(mutant.rule());
        Files.writeString(file, code.replace(mutant.rule(), mutant.change()));
        return copy;
    }
}
