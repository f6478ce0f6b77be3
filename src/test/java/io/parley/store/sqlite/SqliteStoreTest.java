package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.Commit;
import io.parley.port.Outcome;
import io.parley.port.StoreContract;
import io.parley.port.TestStore;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Entry;
import io.parley.room.Page;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only this store promises: its queue, its batches, and what remains when it is opened again. */
@NullUnmarked
class SqliteStoreTest extends StoreContract {
    private static final int QUEUE = 8;

    @TempDir
    private Path dir;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile Consumer<Commit> onCommit = commit -> {};
    private Opened opened;

    @Override
    protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
        SqliteSettings settings = SqliteSettings.defaults().withQueue(QUEUE);
        opened = new Opened(dir, settings, time, committed.andThen(commit -> onCommit.accept(commit)));
        return opened;
    }

    @Test
    void everythingIsThereWhenItIsOpenedAgain() {
        newRoom("r");
        Outcome.Stored stored = say("r", "bob", "c1", "hello");
        await(store.rooms().read("r", "bob", 2));
        var standing = await(store.rooms().standing("r", "bob"));
        Page page = all("r");
        long commits = await(store.log().commits());

        opened.close();
        opened.reopen();

        assertThat(all("r")).isEqualTo(page);
        assertThat(await(store.rooms().standing("r", "bob"))).isEqualTo(standing);
        assertThat(await(store.log().commits())).isGreaterThan(commits);
        assertThat(say("r", "bob", "c1", "hello"))
                .isEqualTo(new Outcome.Stored(stored.epoch(), stored.seq(), stored.at(), true));
        assertThat(say("r", "bob", "c2", "more").seq()).isEqualTo(stored.seq() + 1);
    }

    @Test
    void aCommitIsToldBeforeItsFuturesComplete() {
        newRoom("r");
        onCommit = commit -> events.add("told");

        await(store.log()
                .append(append("r", "bob", "c1", message("hello")))
                .onComplete(done -> events.add("answered")));

        assertThat(events).containsExactly("told", "answered");
    }

    @Test
    void whatWaitsIsCommittedTogether() throws InterruptedException {
        newRoom("r");
        Append append = append("r", "bob", "c", message("hello"));
        List<Future<Outcome>> outcomes = new ArrayList<>();
        whileTheWriterIsBusy(() -> {
            for (int i = 0; i < QUEUE; i++) {
                outcomes.add(store.log().append(with(append, "c" + i)));
            }
        });

        outcomes.forEach(StoreContract::await);
        assertThat(commits.getLast().entries()).hasSize(QUEUE);
    }

    @Test
    void whenTheQueueIsFullAWriteIsRefusedAndNothingOfItIsStored() throws InterruptedException {
        newRoom("r");
        Append append = append("r", "bob", "c", message("hello"));
        List<Future<Outcome>> outcomes = new ArrayList<>();
        List<Future<Boolean>> registrations = new ArrayList<>();
        whileTheWriterIsBusy(() -> {
            for (int i = 0; i < QUEUE + 3; i++) {
                outcomes.add(store.log().append(with(append, "c" + i)));
            }
            registrations.add(store.accounts().register(account("late")));
        });

        for (Future<Outcome> accepted : outcomes.subList(0, QUEUE)) {
            assertThat(await(accepted)).isInstanceOf(Outcome.Stored.class);
        }
        for (int i = QUEUE; i < QUEUE + 3; i++) {
            assertThat(await(outcomes.get(i))).isInstanceOf(Outcome.Busy.class);
            assertThat(await(store.log().find(with(append, "c" + i)))).isNull();
            assertThat(await(store.log().append(with(append, "c" + i)))).isInstanceOf(Outcome.Stored.class);
        }
        assertFailsWith(registrations.getFirst(), Code.BUSY);
    }

    @Test
    void aWriteThatCannotBeDoneLeavesTheOthersOfItsBatchAlone() throws InterruptedException {
        newRoom("r");
        Append append = append("r", "bob", "c", message("hello"));
        List<Future<Outcome>> outcomes = new ArrayList<>();
        whileTheWriterIsBusy(() -> {
            outcomes.add(store.log().append(with(append, "c1")));
            outcomes.add(store.log().append(new Append("r", "bob", null, message("no cid"), append.aclSeq())));
            outcomes.add(store.log().append(with(append, "c2")));
        });

        long first = ((Outcome.Stored) await(outcomes.get(0))).seq();
        assertThatThrownBy(() -> await(outcomes.get(1))).hasMessageContaining("NOT NULL");
        assertThat(((Outcome.Stored) await(outcomes.get(2))).seq()).isEqualTo(first + 1);
        assertThat(all("r").entries()).extracting(Entry::cid).endsWith("c1", "c2");
        assertThat(opened.fatal).isEmpty();
    }

    @Test
    void aListenerThatFailsStopsNothing() {
        newRoom("r");
        onCommit = commit -> {
            throw new IllegalStateException("a listener's own trouble");
        };
        assertThat(say("r", "bob", "c1", "hello").duplicate()).isFalse();
        Future<Outcome> answered = store.log().append(append("r", "bob", "c2", message("hello")));
        answered.onComplete(done -> {
            throw new IllegalStateException("another listener's own trouble");
        });
        await(answered);
        assertThat(say("r", "bob", "c3", "hello").duplicate()).isFalse();
    }

    @Test
    void whatWasHandedInBeforeTheCloseIsAnsweredAndNothingAfterIt() throws InterruptedException {
        newRoom("r");
        Append append = append("r", "bob", "c", message("hello"));
        List<Future<Outcome>> outcomes = new ArrayList<>();
        List<Future<Void>> closed = new ArrayList<>();
        whileTheWriterIsBusy(() -> {
            outcomes.add(store.log().append(with(append, "c1")));
            closed.add(opened.closing());
            outcomes.add(store.log().append(with(append, "c2")));
        });

        assertThat(await(outcomes.get(0))).isInstanceOf(Outcome.Stored.class);
        assertFailsWith(outcomes.get(1), Code.UNAVAILABLE);
        await(closed.getFirst());
        assertFailsWith(store.log().history("r"), Code.UNAVAILABLE);
        assertFailsWith(store.log().commits(), Code.UNAVAILABLE);
        opened.reopen();
        assertThat(all("r").entries()).extracting(Entry::cid).endsWith("c1");
    }

    @Test
    void trimmingGoesInStepsAndForgetsCidsOnlyAfterADay() throws InterruptedException {
        newRoom("r");
        Append append = append("r", "bob", "c", message("hello"));
        for (int i = 0; i < 1_200; i++) {
            await(store.log().append(with(append, "c" + i)));
        }
        int before = commits.size();

        store.trim("r", 1_100);

        assertThat(commits.size() - before).isEqualTo(3);
        assertThat(all("r").entries().getFirst().seq()).isEqualTo(1_100);
        assertThat(((Outcome.Stored) await(store.log().find(with(append, "c0")))).seq())
                .isEqualTo(4);
        clock.advance(Duration.ofHours(25));
        store.trim("r", 1_200);
        store.trim("r", 1_200);
        store.trim("r", 1_200);
        assertThat(await(store.log().find(with(append, "c0")))).isNull();
        assertThat(await(store.log().find(with(append, "c1150")))).isNull();
        assertThat(await(store.log().find(with(append, "c1199")))).isNotNull();
    }

    /** Runs {@code meanwhile} while the writer waits in its listener, so that all that is handed in falls into one batch. */
    private void whileTheWriterIsBusy(Runnable meanwhile) throws InterruptedException {
        CountDownLatch inListener = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        onCommit = commit -> {
            inListener.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Future<Boolean> holding = store.accounts().register(account("holding"));
        inListener.await();
        meanwhile.run();
        onCommit = commit -> {};
        goOn.countDown();
        await(holding);
    }

    private static Account account(String id) {
        return new Account(id, id, null, 1);
    }

    private static Append with(Append append, String cid) {
        return new Append(append.room(), append.from(), cid, append.content(), append.aclSeq());
    }

    private static void assertFailsWith(Future<?> future, Code code) {
        assertThatThrownBy(() -> await(future))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problem().code()).isEqualTo(code));
    }
}
