package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.delivery.Sender;
import io.parley.json.JsonContent;
import io.parley.port.Accounts;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Seed;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.parley.store.sqlite.SqliteSettings;
import io.parley.store.sqlite.SqliteStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight ways in, each on a loop of its own, of somebody who is banned meanwhile: over the store that people use. */
@NullUnmarked
class BanRaceTest {
    private static final int ROUNDS = 1_000;
    private static final int SENDERS = 8;
    private static final int EACH = 4;
    /** Rounds that share the store, and its commits. */
    private static final int AT_ONCE = 20;

    /** A sender and the loop that it is confined to. */
    private record WayIn(Sender sender, ExecutorService loop) {
        Future<Outcome.Stored> send(String user, String room, String cid, Content content) {
            Promise<Outcome.Stored> sent = Promise.promise();
            loop.execute(() -> sender.send(user, room, cid, content).onComplete(sent));
            return sent.future();
        }
    }

    @TempDir
    private Path dir;

    private final Random random = new Random(Seed.of(BanRaceTest.class));
    private final List<WayIn> ways = new ArrayList<>();
    private SqliteStore store;
    private int stored;
    private int refused;

    @BeforeEach
    void open() throws Exception {
        store = SqliteStore.open(
                dir,
                SqliteSettings.defaults(),
                new SqliteStore.Environment(
                        new JsonContent(), InstantSource.system(), commit -> {}, cause -> {}, Meter.NONE));
        for (int i = 0; i < SENDERS + 1; i++) {
            ExecutorService loop = Executors.newSingleThreadExecutor();
            ways.add(way(store.log(), loop));
        }
        for (String user : List.of("ann", "bob")) {
            await(store.accounts().register(new Accounts.Account(user, user, null, 1)));
        }
    }

    private WayIn way(Log log, ExecutorService loop) {
        return new WayIn(new Sender(log, store.rooms(), System::currentTimeMillis, loop), loop);
    }

    @AfterEach
    void close() throws Exception {
        ways.forEach(way -> way.loop().shutdownNow());
        await(store.close());
    }

    @Test
    void noMessageStandsAboveTheBanOfItsAuthor() throws Exception {
        raceEverywhere();

        for (int i = 0; i < ROUNDS; i++) {
            String room = "r" + i;
            assertThat(messagesAboveTheBan(room)).as(room).isEmpty();
        }
        assertThat(stored).as("messages that won").isGreaterThan(ROUNDS);
        assertThat(refused).as("messages that lost").isGreaterThan(ROUNDS);
        assertThat(stored + refused).isEqualTo(ROUNDS * SENDERS * EACH);
    }

    /** Why the store has to ask under what a right was judged. */
    @Test
    void withoutTheFenceSomeMessageStandsAboveTheBanOfItsAuthor() throws Exception {
        ways.replaceAll(way -> way(new Unfenced(store.log()), way.loop()));
        raceEverywhere();

        List<Entry> above = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            above.addAll(messagesAboveTheBan("r" + i));
        }
        assertThat(above).isNotEmpty();
    }

    private void raceEverywhere() throws Exception {
        Map<String, Role> members = Map.of("ann", Role.OWNER, "bob", Role.MEMBER);
        await(Future.all(IntStream.range(0, ROUNDS)
                .mapToObj(i -> store.rooms().create(new NewRoom("r" + i, "ann", null, "R", RoomKind.PUBLIC, members)))
                .toList()));
        for (int first = 0; first < ROUNDS; first += AT_ONCE) {
            List<Future<Void>> races = IntStream.range(first, first + AT_ONCE)
                    .mapToObj(i -> race("r" + i))
                    .toList();
            await(Future.all(races));
        }
    }

    /** The ban is sent once so many messages have been answered as chance says. */
    private Future<Void> race(String room) {
        WayIn moderator = ways.getLast();
        Content ban = new Content.Membership("bob", Change.BANNED, null, null);
        int bansOn = random.nextInt(SENDERS);
        int bansAfter = random.nextInt(EACH);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            WayIn way = ways.get(i);
            Future<?> last = Future.succeededFuture();
            for (int j = 0; j < EACH; j++) {
                String cid = "c" + i + "." + j;
                if (i == bansOn && j == bansAfter) {
                    all.add(last.eventually(() -> moderator.send("ann", room, "ban", ban)));
                }
                last = last.eventually(
                        () -> settle(way.send("bob", room, cid, new Content.Message(Body.of(cid), null, null))));
            }
            all.add(last);
        }
        return Future.all(all).mapEmpty();
    }

    private Future<Void> settle(Future<Outcome.Stored> sent) {
        return sent.transform(outcome -> {
            synchronized (this) {
                stored += outcome.succeeded() ? 1 : 0;
                refused += outcome.failed() ? 1 : 0;
            }
            if (outcome.failed()) {
                assertThat(((Failure) outcome.cause()).problem().code()).isEqualTo(Code.BANNED);
            }
            return Future.succeededFuture();
        });
    }

    private List<Entry> messagesAboveTheBan(String room) throws Exception {
        List<Entry> entries = await(store.log().after(room, 0, 1_000, 1 << 20)).entries();
        long ban = entries.stream()
                .filter(entry -> entry.cid().equals("ban"))
                .findFirst()
                .orElseThrow()
                .seq();
        return entries.stream()
                .filter(entry -> entry.from().equals("bob") && entry.seq() > ban)
                .toList();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(30, TimeUnit.SECONDS);
    }
}
