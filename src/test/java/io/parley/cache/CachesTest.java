package io.parley.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Profile;
import io.parley.port.Append;
import io.parley.port.ManualClock;
import io.parley.port.MemoryStore;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.port.Place;
import io.parley.protocol.Seed;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Joins;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered, for how long, and what it saves. */
@NullUnmarked
class CachesTest {
    private static final int MILLION = 1_000_000;
    private static final Map<String, Role> ANN_AND_BOB = Map.of("ann", Role.OWNER, "bob", Role.MEMBER);

    private final ManualClock clock = new ManualClock();
    private WatchedStore watched;
    private CachedStore store;

    @BeforeEach
    void open() throws Exception {
        store = CachedStore.over(
                clock,
                committed -> {
                    watched = new WatchedStore(new MemoryStore(clock, committed));
                    return watched;
                },
                commit -> {});
        for (String user : new String[] {"ann", "bob", "cat"}) {
            store.accounts().register(new Account(user, user, null, 1)).await();
        }
        make("r", Joins.LOGGED);
    }

    private void make(String id, Joins joins) {
        store.rooms()
                .create(new NewRoom(id, "ann", null, id, RoomKind.PUBLIC, ANN_AND_BOB, joins))
                .await();
    }

    @Test
    void aMillionUnknownIdsCostFewerThanOneReadInAHundred() {
        Random random = new Random(Seed.of(CachesTest.class));
        watched.calls.set(0);
        for (int i = 0; i < MILLION; i++) {
            String id = Long.toUnsignedString(random.nextLong(), 36);
            switch (i % 4) {
                case 0 -> assertThat(store.accounts().account(id).result()).isNull();
                case 1 -> assertThat(store.rooms().place(id, "ann").result()).isNull();
                case 2 -> assertThat(store.rooms().standing(id, "ann").result()).isNull();
                default ->
                    assertThat(store.rooms()
                                    .place("r", "nobody" + i % 100)
                                    .result()
                                    .member())
                            .isNull();
            }
        }

        assertThat(watched.calls.get()).isLessThan(MILLION / 100);
    }

    @Test
    void oneUnknownIdThatIsAskedForAgainAndAgainIsReadOnce() {
        watched.calls.set(0);
        for (int i = 0; i < 1_000; i++) {
            place("r", "stranger");
        }

        assertThat(watched.calls.get()).isEqualTo(1);
    }

    @Test
    void whatIsMadeWhileTheIdsAreStillBeingReadIsNeverDenied() throws Exception {
        watched.hold();
        CachedStore second = CachedStore.over(clock, committed -> watched, commit -> {});
        Future<Place> early = second.rooms().place("r", "ann");
        watched.release();

        assertThat(early.await()).isNotNull();
        assertThat(second.rooms().place("r", "ann").await()).isNotNull();
        assertThat(second.rooms().place("none", "ann").await()).isNull();
    }

    @Test
    void whatIsKnownIsReadOnceAsLongAsNothingWasMissed() {
        place("r", "ann");
        watched.calls.set(0);
        for (int i = 0; i < 20; i++) {
            store.beatAfter(500);
            assertThat(place("r", "ann").member().role()).isEqualTo(Role.OWNER);
        }

        assertThat(watched.calls.get()).isZero();
    }

    @Test
    void whoIsRemovedIsSoAtOnceAlsoForAReadThatBeganBefore() {
        watched.hold();
        Future<Place> before = store.rooms().place("r", "bob");
        append("out", new Content.Membership("bob", Change.REMOVED, null, null));
        Future<Place> after = store.rooms().place("r", "bob");
        watched.release();

        assertThat(before.await().member()).isNotNull();
        assertThat(after.await().member()).isNull();
        assertThat(place("r", "bob").member()).isNull();
    }

    @Test
    void whatTheFeedLostIsInForceWithinASecond() {
        assertThat(place("r", "bob").member()).isNotNull();
        store.deaf(true);
        append("out", new Content.Membership("bob", Change.BANNED, null, null));
        store.accounts().change("cat", new Profile("Cat", null, null)).await();
        store.deaf(false);

        store.beatAfter(500);
        store.beatAfter(499);
        assertThat(place("r", "bob").member()).isNull();
        assertThat(place("r", "bob").bannedUntil()).isPositive();
        assertThat(store.accounts().account("cat").await().displayName()).isEqualTo("Cat");
    }

    @Test
    void withoutBeatsNothingCountsForASecond() {
        assertThat(place("r", "bob").member()).isNotNull();
        store.deaf(true);
        append("out", new Content.Membership("bob", Change.REMOVED, null, null));
        store.nanos.addAndGet(1_000_000_000);

        assertThat(place("r", "bob").member()).isNull();
    }

    @Test
    void whoJoinsInSilenceIsThereAtOnce() {
        make("quiet", Joins.SILENT);
        assertThat(place("quiet", "cat").member()).isNull();
        store.log()
                .append(new Append("quiet", "cat", "in", new Content.Membership("cat", Change.JOINED, null, null), 1))
                .await();

        assertThat(place("quiet", "cat").member()).isNotNull();
    }

    @Test
    void aReadThatFailedIsNotRemembered() {
        watched.fail(true);
        assertThat(store.rooms().place("r", "cat").failed()).isTrue();
        watched.fail(false);

        assertThat(place("r", "cat").member()).isNull();
    }

    private Place place(String room, String user) {
        return store.rooms().place(room, user).await();
    }

    private void append(String cid, Content content) {
        assertThat(store.log().append(new Append("r", "ann", cid, content, 1)).await())
                .isInstanceOf(Outcome.Stored.class);
    }
}
