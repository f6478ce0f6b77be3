package io.parley.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.port.Accounts.Account;
import io.parley.port.Bells;
import io.parley.port.Commit;
import io.parley.port.MemoryStore;
import io.parley.port.NewRoom;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class NoticeVerticleTest {
    private static final Duration PROMISED = Duration.ofSeconds(2);

    private final Vertx vertx = Vertx.vertx();
    private final List<Commit> commits = new CopyOnWriteArrayList<>();
    private final MemoryStore store = new MemoryStore(commits::add);
    private final Bell bell = new Bell();
    private final List<Supplier<Future<?>>> hooks = new CopyOnWriteArrayList<>();

    /** The one that matters, rung on the loop of whoever listens. */
    private final class Bell implements Bells {
        private final List<Runnable> looks = new CopyOnWriteArrayList<>();

        @Override
        public void ring(Bells.Bell which) {
            looks.forEach(Runnable::run);
        }

        @Override
        public void on(Bells.Bell which, Runnable look) {
            var context = vertx.getOrCreateContext();
            looks.add(() -> context.runOnContext(turn -> look.run()));
        }
    }

    @BeforeEach
    void someUsers() {
        for (String user : List.of("ann", "bob")) {
            store.accounts().register(new Account(user, user, null, 1)).await();
        }
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void deploy() throws Exception {
        vertx.deployVerticle(new NoticeVerticle(
                        store.owed(), store.log(), bell, (stage, name, deadline, action) -> hooks.add(action)))
                .await(10, TimeUnit.SECONDS);
    }

    private void room(String id) {
        store.rooms()
                .create(new NewRoom(
                        id, "ann", null, id, RoomKind.PRIVATE, Map.of("ann", Role.OWNER, "bob", Role.MEMBER)))
                .await();
    }

    private long told() {
        return store.log().history("@bob").await().head();
    }

    @Test
    void whatIsOwedAtTheStartIsTold() throws Exception {
        room("r");
        deploy();

        await().atMost(PROMISED).until(() -> told() == 1);
    }

    @Test
    void whatIsOwedIsToldAlsoWhenNobodyRings() throws Exception {
        deploy();
        room("r");

        await().atMost(PROMISED).until(() -> told() == 1);
    }

    @Test
    void theBellIsAnsweredSoonerThanTheBeat() throws Exception {
        deploy();
        for (int i = 1; i <= 3; i++) {
            room("r" + i);
            bell.ring(Bells.Bell.OWED);
            int rooms = i;
            await().atMost(NoticeVerticle.BEAT.dividedBy(2)).until(() -> told() == rooms);
        }
    }

    @Test
    void whileTheStoreTakesNothingItIsAskedNowAndThenUntilItDoes() throws Exception {
        store.refuseAppends(4);
        room("r");
        deploy();

        await().atMost(Duration.ofSeconds(10)).until(() -> told() == 1);
    }

    @Test
    void afterTheDrainHasPassedNothingMoreIsTold() throws Exception {
        deploy();
        for (Supplier<Future<?>> hook : hooks) {
            hook.get().await(10, TimeUnit.SECONDS);
        }
        room("r");
        bell.ring(Bells.Bell.OWED);

        await().during(NoticeVerticle.BEAT.plusMillis(200)).until(() -> told() == 0);
        assertThat(store.owed().owed(10).await()).hasSize(1);
    }

    @Test
    void theDrainDoesNotWaitForAStoreThatTakesNothing() throws Exception {
        store.refuseAppends(1_000);
        room("r");
        deploy();
        await().until(() -> !hooks.isEmpty());

        for (Supplier<Future<?>> hook : hooks) {
            hook.get().await(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void onlyCommitsThatConcernSomebodyElseAreAReasonToRing() {
        commits.clear();
        room("r");
        assertThat(commits).extracting(NoticeVerticle::concerns).containsExactly(true);

        commits.clear();
        store.rooms().read("r", "bob", 1).await();
        assertThat(commits).extracting(NoticeVerticle::concerns).containsExactly(false);
    }
}
