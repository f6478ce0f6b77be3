package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Role;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link Log} keeps a room's slow mode. */
@NullUnmarked
public abstract class SlowModeContract extends StoreContract {
    @BeforeEach
    void openTheRoom() {
        newRoom("r");
        slow(30);
    }

    private void slow(int seconds) {
        store("r", "ann", "slow" + all("r").head(), new Content.RoomChange(null, null, null, false, seconds));
    }

    private Outcome trySay(String from, String cid) {
        return await(store.log().append(append("r", from, cid, message(cid))));
    }

    private void pass(Duration time) {
        clock.advance(time);
    }

    @Test
    void aMemberSendsOneMessageInSoManySecondsAndIsToldHowManyAreLeft() {
        assertThat(trySay("bob", "c1")).isInstanceOf(Outcome.Stored.class);
        assertThat(trySay("bob", "c2")).isEqualTo(new Outcome.Early(30_000));
        pass(Duration.ofMillis(29_999));
        assertThat(trySay("bob", "c2")).isEqualTo(new Outcome.Early(1));
        pass(Duration.ofMillis(1));
        assertThat(trySay("bob", "c2")).isInstanceOf(Outcome.Stored.class);
        assertThat(trySay("bob", "c3")).isEqualTo(new Outcome.Early(30_000));
        assertThat(all("r").entries())
                .extracting(Entry::cid)
                .contains("c1", "c2")
                .doesNotContain("c3");
    }

    @Test
    void ofTwoThatComeAtOnceOneIsStored() {
        Append one = append("r", "bob", "c1", message("one"));
        Append other = append("r", "bob", "c2", message("other"));
        Future<Outcome> first = store.log().append(one);
        Future<Outcome> second = store.log().append(other);

        assertThat(await(first)).isInstanceOf(Outcome.Stored.class);
        assertThat(await(second)).isEqualTo(new Outcome.Early(30_000));
    }

    @Test
    void aRetryOfWhatIsStoredIsNeverRefused() {
        Outcome.Stored stored = (Outcome.Stored) trySay("bob", "c1");

        assertThat(trySay("bob", "c1")).isEqualTo(new Outcome.Stored(stored.epoch(), stored.seq(), stored.at(), true));
        assertThat(await(store.log().append(append("r", "bob", "c1", message("other")))))
                .isEqualTo(new Outcome.Reused(stored.seq()));
    }

    @Test
    void whoModeratesDoesNotWait() {
        for (int i = 0; i < 3; i++) {
            Append append = new Append("r", "ann", "c" + i, message("x"), aclSeq("r"), true);
            assertThat(await(store.log().append(append))).isInstanceOf(Outcome.Stored.class);
        }
    }

    @Test
    void onlyMessagesWait() {
        long seq = ((Outcome.Stored) trySay("bob", "c1")).seq();

        store("r", "bob", "e1", new Content.Edit(seq, Body.of("better")));
        store("r", "bob", "e2", new Content.Reaction(seq, "x", true));
        store("r", "bob", "e3", new Content.Delete(seq));
        assertThat(trySay("bob", "c2")).isEqualTo(new Outcome.Early(30_000));
    }

    @Test
    void everyMemberAndEveryRoomIsSlowAlone() {
        newRoom("s");
        store("r", "ann", "add", new Content.Membership("cat", Change.ADDED, Role.MEMBER, null));
        trySay("bob", "c1");

        assertThat(trySay("cat", "c1")).isInstanceOf(Outcome.Stored.class);
        say("s", "bob", "c1", "one");
        say("s", "bob", "c2", "two");
    }

    @Test
    void aMessageThatCanNeverBeStoredIsToldSoAndNotToWait() {
        trySay("bob", "c1");
        Content reply = new Content.Message(Body.of("x"), 9_999L, null);

        assertThat(await(store.log().append(append("r", "bob", "c2", reply)))).isInstanceOf(Outcome.Unfit.class);
    }

    @Test
    void leavingAndComingAgainIsNoWayAround() {
        trySay("bob", "c1");
        store("r", "bob", "left", new Content.Membership("bob", Change.LEFT, null, null));
        store("r", "ann", "add", new Content.Membership("bob", Change.ADDED, Role.MEMBER, null));

        assertThat(trySay("bob", "c2")).isEqualTo(new Outcome.Early(30_000));
    }

    @Test
    void anotherPaceHoldsAtOnceAndNoneForgetsWhatWasSaid() {
        trySay("bob", "c1");
        slow(60);
        assertThat(trySay("bob", "c2")).isEqualTo(new Outcome.Early(60_000));
        slow(0);
        assertThat(trySay("bob", "c2")).isInstanceOf(Outcome.Stored.class);
        slow(60);
        assertThat(trySay("bob", "c3")).isInstanceOf(Outcome.Stored.class);
        assertThat(trySay("bob", "c4")).isEqualTo(new Outcome.Early(60_000));
        assertThat(await(store.rooms().standing("r", "bob")).room().slowMode()).isEqualTo(60);
    }

    @Test
    void whoWaitsAsLongAsToldGetsThroughAlsoWhereTheClockWentBack() {
        trySay("bob", "c1");
        pass(Duration.ofMinutes(-10));
        Outcome.Early early = (Outcome.Early) trySay("bob", "c2");

        pass(Duration.ofMillis(early.retryAfterMs()));

        assertThat(trySay("bob", "c2")).isInstanceOf(Outcome.Stored.class);
    }
}
