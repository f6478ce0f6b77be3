package io.parley.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.port.Drain.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownVerticleTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Vertx vertx = Vertx.vertx();
    private final DrainPlan plan = new DrainPlan();
    private final Promise<Stop> drained = Promise.promise();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void stagesFollowOneAnotherWhateverTheOrderInWhichTheyWerePutIn() throws Exception {
        plan.hook(Stage.STORE, "store", LONG, () -> saw("store"));
        plan.hook(Stage.REQUESTS, "requests", LONG, () -> saw("requests"));
        plan.hook(Stage.CLIENTS, "clients", LONG, () -> saw("clients"));
        plan.hook(Stage.REFUSE, "listener", LONG, () -> saw("listener"));
        deploy(LONG);

        ask(Stop.ASKED);

        assertThat(whyDrained()).isEqualTo(Stop.ASKED);
        assertThat(seen).containsExactly("listener", "clients", "requests", "store");
    }

    @Test
    void aStageWaitsForTheWholeOneBeforeIt() throws Exception {
        Promise<Void> slow = Promise.promise();
        plan.hook(Stage.CLIENTS, "slow", LONG, slow::future);
        plan.hook(Stage.CLIENTS, "quick", LONG, () -> saw("quick"));
        plan.hook(Stage.STORE, "store", LONG, () -> saw("store"));
        deploy(LONG);

        ask(Stop.ASKED);
        await().until(() -> seen.contains("quick"));
        await().during(Duration.ofMillis(100)).until(() -> seen.equals(List.of("quick")));
        slow.complete();

        whyDrained();
        assertThat(seen).containsExactly("quick", "store");
    }

    @Test
    void aHookThatHangsIsPassedOverAtItsDeadline() throws Exception {
        plan.hook(Stage.CLIENTS, "hangs", Duration.ofMillis(50), ShutdownVerticleTest::never);
        plan.hook(Stage.STORE, "store", LONG, () -> saw("store"));
        deploy(LONG);

        ask(Stop.ASKED);

        whyDrained();
        assertThat(seen).containsExactly("store");
    }

    @Test
    void aHookThatFailsOrThrowsDoesNotStopTheOthers() throws Exception {
        plan.hook(Stage.CLIENTS, "fails", LONG, () -> Future.failedFuture("broken"));
        plan.hook(Stage.CLIENTS, "throws", LONG, () -> {
            throw new IllegalStateException("broken");
        });
        plan.hook(Stage.CLIENTS, "works", LONG, () -> saw("clients"));
        plan.hook(Stage.STORE, "store", LONG, () -> saw("store"));
        deploy(LONG);

        ask(Stop.ASKED);

        whyDrained();
        assertThat(seen).containsExactly("clients", "store");
    }

    @Test
    void whateverHangsTheWholeEndsInTimeAndTheStoreIsStillFlushed() throws Exception {
        for (Stage stage : Stage.values()) {
            plan.hook(stage, stage + " hangs", LONG, ShutdownVerticleTest::never);
        }
        plan.hook(Stage.STORE, "store", LONG, () -> saw("store"));
        deploy(Duration.ofMillis(500));
        long begun = System.nanoTime();

        ask(Stop.ASKED);

        whyDrained();
        assertThat(seen).containsExactly("store");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void askedAgainASecondLaterItHurriesButNotPastTheStore() throws Exception {
        Promise<Void> flushed = Promise.promise();
        plan.hook(Stage.CLIENTS, "hangs", LONG, ShutdownVerticleTest::never);
        plan.hook(Stage.STORE, "store", LONG, () -> {
            seen.add("store begun");
            return flushed.future();
        });
        deploy(LONG);

        ask(Stop.ASKED);
        ask(Stop.ASKED);
        await("two signals at once are one wish")
                .during(ShutdownVerticle.SAME_WISH)
                .until(seen::isEmpty);
        ask(Stop.ASKED);
        await().until(() -> seen.contains("store begun"));
        assertThat(drained.future().isComplete()).isFalse();
        flushed.complete();
        whyDrained();
    }

    @Test
    void theFirstCauseIsTheOneThatCounts() throws Exception {
        deploy(LONG);

        ask(Stop.FATAL);
        ask(Stop.ASKED);

        assertThat(whyDrained()).isEqualTo(Stop.FATAL);
    }

    @Test
    void aHookPutInLateRunsWithTheNextStage() throws Exception {
        plan.hook(Stage.CLIENTS, "clients", LONG, () -> {
            plan.hook(Stage.REFUSE, "late", LONG, () -> saw("late"));
            return saw("clients");
        });
        deploy(LONG);

        ask(Stop.PARENT_GONE);

        whyDrained();
        assertThat(seen).containsExactly("clients", "late");
    }

    private Future<?> saw(String what) {
        seen.add(what);
        return Future.succeededFuture();
    }

    private static Future<?> never() {
        return Promise.promise().future();
    }

    private void deploy(Duration budget) throws Exception {
        vertx.deployVerticle(new ShutdownVerticle(plan, budget, drained)).await(10, TimeUnit.SECONDS);
    }

    private void ask(Stop stop) {
        vertx.eventBus().send(ShutdownVerticle.ADDRESS, stop.name());
    }

    private Stop whyDrained() throws Exception {
        return drained.future().await(10, TimeUnit.SECONDS);
    }
}
