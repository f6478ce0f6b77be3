package io.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLoopTurnTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Vertx vertx;
    private EventLoopTurn turn;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        Context context = vertx.getOrCreateContext();
        turn = EventLoopTurn.of(context);
    }

    @AfterEach
    void stop() {
        TestGateway.get(vertx.close());
    }

    private Runnable say(String what) {
        return () -> said.add(what);
    }

    private void finish() {
        done.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void tasksRunOnTheLoopInTheirOrder() {
        assertThat(turn.isHere()).isFalse();
        turn.execute(() -> said.add("here " + turn.isHere()));
        turn.execute(say("second"));
        turn.execute(() -> done.complete(null));

        finish();
        assertThat(said).containsExactly("here true", "second");
    }

    @Test
    void theEndOfATurnComesAfterWhatIsAtHandAndDoesAllThatIsAskedThen() {
        turn.execute(() -> {
            turn.atTurnEnd(() -> {
                said.add("end");
                turn.atTurnEnd(say("end, asked for at the end"));
                turn.execute(() -> {
                    said.add("next turn");
                    done.complete(null);
                });
            });
            turn.execute(say("at hand"));
            said.add("now");
        });

        finish();
        assertThat(said).containsExactly("now", "at hand", "end", "end, asked for at the end", "next turn");
    }

    @Test
    void aTaskThatFailsAtTheEndTakesNoOtherWithIt() {
        turn.execute(() -> {
            turn.atTurnEnd(() -> {
                throw new IllegalStateException("meant to");
            });
            turn.atTurnEnd(say("the other"));
            turn.atTurnEnd(() -> turn.execute(() -> turn.atTurnEnd(() -> done.complete(null))));
        });

        finish();
        assertThat(said).containsExactly("the other");
    }

    @Test
    void anErrorAtTheEndDoesNotStopTheTurnsThatFollow() {
        turn.execute(() -> turn.atTurnEnd(() -> {
            throw new AssertionError("meant to");
        }));
        turn.execute(
                () -> turn.later(TimeUnit.MILLISECONDS.toNanos(20), () -> turn.atTurnEnd(() -> done.complete(null))));

        finish();
        assertThat(done).isCompleted();
    }
}
