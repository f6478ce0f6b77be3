package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.CuttingProxy;
import io.parley.testkit.Needs;
import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two people write to each other while their connections are cut again and again. {@code -Dparley.cuts=1000} for more. */
@Needs(Tool.NODE)
@Execution(ExecutionMode.CONCURRENT)
class CutsIT {
    private static final String ROOM = "shore";
    private static final int CUTS = Integer.getInteger("parley.cuts", 50);
    /** A cut, the way back, and what is written until the next: more than this is standing still. */
    private static final Duration PATIENCE = Duration.ofSeconds(60).plusMillis(2_000L * CUTS);

    private final long seed =
            Long.getLong("parley.seed", ThreadLocalRandom.current().nextLong(1L << 32));

    @TempDir
    Path folder;

    @Test
    void nothingIsLostOrDoubledAndTheOrderIsKeptHoweverOftenTheConnectionIsCut() throws Exception {
        System.out.println("CutsIT: -Dparley.seed=" + seed + " -Dparley.cuts=" + CUTS);
        try (ServerProcess server =
                        ServerProcess.start(folder.resolve("data"), 0).awaitReady();
                CuttingProxy proxy = new CuttingProxy(server.port(), seed)) {
            Rest ada = furnish(server);
            String bob = Rest.signIn(server.baseUrl(), "bob").token();
            long began = System.nanoTime();
            try (NpmClient people = NpmClient.soak(proxy.port(), ROOM, ada.token(), bob)) {
                await().atMost(PATIENCE).until(() -> proxy.cuts() >= CUTS);
                proxy.hold();
                people.say("stop");
                assertThat(people.awaitEnd(PATIENCE)).isZero();
                assertThat(people.told("failed").filter(line -> !line.containsKey("user")))
                        .isEmpty();
                List<JsonObject> both = people.told("user").toList();
                tell(proxy, both, began);
                judge(both, messages(ada));
            }
        }
    }

    private static Rest furnish(ServerProcess server) throws Exception {
        Rest.register(server.baseUrl(), "ada");
        Rest.register(server.baseUrl(), "bob");
        Rest ada = Rest.signIn(server.baseUrl(), "ada");
        JsonObject room = new JsonObject()
                .put("id", ROOM)
                .put("name", "Shore")
                .put("kind", "private")
                .put("members", JsonArray.of("bob"));
        assertThat(ada.call("POST", "rooms", room).statusCode()).isEqualTo(201);
        return ada;
    }

    private static void judge(List<JsonObject> people, List<JsonObject> stored) {
        assertThat(people).extracting(person -> person.getString("user")).containsExactlyInAnyOrder("ada", "bob");
        assertThat(people).allSatisfy(person -> {
            String user = person.getString("user");
            assertThat(person.getJsonArray("failed")).isEmpty();
            List<String> wrote = texts(person.getJsonArray("wrote"));
            assertThat(wrote).as(user + " wrote").hasSizeGreaterThan(CUTS);
            assertThat(stored.stream()
                            .filter(entry -> entry.getString("from").equals(user))
                            .map(CutsIT::text))
                    .as("stored of " + user)
                    .containsExactlyElementsOf(wrote);
            assertThat(person.getJsonArray("shown").stream()
                            .map(JsonObject.class::cast)
                            .map(entry -> entry.getLong("seq") + " " + entry.getString("text")))
                    .as("shown to " + user)
                    .containsExactlyElementsOf(stored.stream()
                            .map(entry -> entry.getLong("seq") + " " + text(entry))
                            .toList());
        });
    }

    private static void tell(CuttingProxy proxy, List<JsonObject> people, long began) {
        int messages = people.stream()
                .mapToInt(person -> person.getJsonArray("wrote").size())
                .sum();
        int connections = people.stream()
                .mapToInt(person -> person.getInteger("connections"))
                .sum();
        System.out.printf(
                "CutsIT: %d RST and %d FIN, %d connections welcomed, %d messages, %d s%n",
                proxy.resets(), proxy.ends(), connections, messages, (System.nanoTime() - began) / 1_000_000_000);
    }

    private static List<JsonObject> messages(Rest reader) throws Exception {
        return reader.entries(ROOM).stream()
                .filter(entry -> entry.getString("kind").equals("message"))
                .toList();
    }

    private static String text(JsonObject entry) {
        return entry.getJsonObject("body").getString("text");
    }

    private static List<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
