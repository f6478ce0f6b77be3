package io.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.Needs;
import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import io.parley.testkit.Vitals;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients come and go, each at another stage and half of them without a word, and the server is as it was before them. */
@Needs(Tool.PROC)
class ChurnIT {
    private static final int VISITS = Integer.getInteger("parley.churn", 20_000);
    private static final int WARM_UP = 2_000;
    private static final int AT_ONCE = 16;
    /** What a node holds of no client is read, compiled and cached by then; this is the rest of it, whoever comes. */
    private static final long HEAP_NOISE = 1024 * 1024;
    /** A room without audience stays of interest for 30 s. */
    private static final Duration SETTLING = Duration.ofSeconds(90);

    private static final List<String> SESSIONS = List.of(
            "io.parley.gateway.Connection",
            "io.parley.gateway.Doorman",
            "io.parley.delivery.Session",
            "io.parley.delivery.Subscription",
            "io.parley.delivery.Audience",
            "io.parley.delivery.Tail",
            "io.netty.channel.epoll.EpollSocketChannel");
    private static final List<String> TIMERS = List.of(
            "io.vertx.core.impl.VertxImpl$InternalTimerHandler", "io.netty.util.concurrent.ScheduledFutureTask");
    private static final List<String> CONSUMERS =
            List.of("io.vertx.core.eventbus.impl.HandlerHolder", "io.vertx.core.eventbus.impl.MessageConsumerImpl");

    @TempDir
    Path folder;

    @Test
    void clientsThatComeAndGoAtEveryStageLeaveNothingBehind() throws Exception {
        Map<String, String> settings = Map.of("PARLEY_ACCESS_TOKEN_TTL", "1h");
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), 0, settings).awaitReady()) {
            String token = furnish(server);
            Vitals empty = Vitals.of(server.pid());
            visit(server, token, 0, WARM_UP);
            Vitals warm = Vitals.of(server.pid());

            visit(server, token, WARM_UP, VISITS);

            await().atMost(SETTLING).pollInterval(Duration.ofSeconds(3)).untilAsserted(() -> {
                Vitals now = Vitals.of(server.pid());
                assertThat(now.more(empty, SESSIONS)).as("more sessions").isEmpty();
                assertThat(now.more(empty, TIMERS)).as("more timers").isEmpty();
                assertThat(now.more(empty, CONSUMERS)).as("more consumers").isEmpty();
                assertThat(now.threads()).as("threads").isLessThanOrEqualTo(warm.threads());
                assertThat(now.descriptors()).as("descriptors").isLessThanOrEqualTo(warm.descriptors());
                assertThat(now.heapBytes()).as("heap").isLessThan(warm.heapBytes() + HEAP_NOISE);
            });
            Visit.WELCOMED_AND_CLOSED.to(server.port(), token, 0, false);
        }
    }

    private static String furnish(ServerProcess server) throws Exception {
        Rest.register(server.baseUrl(), "ada");
        Rest ada = Rest.signIn(server.baseUrl(), "ada");
        for (String id : List.of(Visit.HALL, Visit.BACKLOG)) {
            JsonObject room = new JsonObject().put("id", id).put("name", id).put("kind", "public");
            assertThat(ada.call("POST", "rooms", room).statusCode()).isEqualTo(201);
        }
        for (int i = 0; i < 40; i++) {
            JsonObject message =
                    new JsonObject().put("cid", "c" + i).put("body", new JsonObject().put("text", "x".repeat(4_000)));
            assertThat(ada.call("POST", "rooms/" + Visit.BACKLOG + "/messages", message)
                            .statusCode())
                    .isEqualTo(201);
        }
        return ada.token();
    }

    private static void visit(ServerProcess server, String token, int from, int count) throws Exception {
        Visit[] visits = Visit.values();
        AtomicInteger next = new AtomicInteger(from);
        List<Future<?>> visitors = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < AT_ONCE; i++) {
                visitors.add(threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < from + count; n = next.getAndIncrement()) {
                        visits[n % visits.length].to(server.port(), token, n, n / visits.length % 2 == 0);
                    }
                    return null;
                }));
            }
        }
        for (Future<?> visitor : visitors) {
            visitor.get();
        }
    }
}
