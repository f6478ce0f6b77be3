package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Outcome.Unfit;
import io.parley.port.Outcome.Unfit.Fault;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Joins;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does where joins are silent. */
@NullUnmarked
public abstract class SilentJoinContract extends StoreContract {
    private NewRoom wish;

    @BeforeEach
    void openTheRoom() {
        wish = new NewRoom(
                "hall",
                "ann",
                "k",
                "Hall",
                RoomKind.PUBLIC,
                Map.of("ann", Role.OWNER, "bob", Role.MEMBER),
                Joins.SILENT);
        assertThat(await(store.rooms().create(wish))).isInstanceOf(Rooms.Creation.Created.class);
    }

    private Outcome join(String user, String cid) {
        return await(store.log().append(append("hall", user, cid, joined(user, null))));
    }

    private static Content joined(String user, Role role) {
        return new Content.Membership(user, Change.JOINED, role, null);
    }

    private Standing hall(String user) {
        return await(store.rooms().standing("hall", user));
    }

    @Test
    void theFirstMembersMakeNoEntryBesideTheRoomsOwn() {
        assertThat(hall("ann").history().head()).isEqualTo(1);
        assertThat(hall("ann").room().members()).isEqualTo(2);
        assertThat(hall("ann").room().joins()).isEqualTo(Joins.SILENT);
        assertThat(hall("ann").member().role()).isEqualTo(Role.OWNER);
        assertThat(hall("bob").member().role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void joiningMakesAMemberAtOnceAndNoEntry() {
        int before = commits.size();
        Outcome.Stored stored = (Outcome.Stored) join("cat", "c1");

        assertThat(stored.seq()).isEqualTo(1);
        assertThat(stored.epoch()).isEqualTo(hall("cat").history().epoch());
        assertThat(stored.duplicate()).isFalse();
        assertThat(hall("cat").member()).isEqualTo(new Member("cat", Role.MEMBER, stored.at(), null));
        assertThat(hall("cat").room().members()).isEqualTo(3);
        assertThat(hall("cat").history().head()).isEqualTo(1);
        assertThat(commits.subList(before, commits.size()))
                .allSatisfy(commit -> assertThat(commit.entries()).isEmpty());
    }

    @Test
    void whoIsThereAlreadyIsADuplicateUnderAnyCid() {
        Outcome.Stored first = (Outcome.Stored) join("cat", "c1");
        clock.advance(Duration.ofSeconds(1));
        say("hall", "ann", "m", "hello");

        for (String cid : new String[] {"c1", "c2"}) {
            Outcome.Stored again = (Outcome.Stored) join("cat", cid);
            assertThat(again.duplicate()).isTrue();
            assertThat(again.seq()).isEqualTo(2);
            assertThat(again.at()).isEqualTo(first.at());
        }
        assertThat(hall("cat").room().members()).isEqualTo(3);
    }

    @Test
    void addingMakesNoEntryEither() {
        Content added = new Content.Membership("cat", Change.ADDED, Role.MODERATOR, null);
        Outcome.Stored stored = store("hall", "ann", "c1", added);

        assertThat(stored.duplicate()).isFalse();
        assertThat(hall("cat").member().role()).isEqualTo(Role.MODERATOR);
        assertThat(hall("cat").history().head()).isEqualTo(1);
    }

    @Test
    void whatEndsOrLimitsAMembershipIsAnEntryAndFences() {
        join("cat", "c1");
        Append written = append("hall", "cat", "c2", message("hello"));
        Outcome.Stored left = store("hall", "cat", "c3", new Content.Membership("cat", Change.LEFT, null, null));

        assertThat(left.seq()).isEqualTo(2);
        assertThat(await(store.log().append(written))).isEqualTo(new Outcome.Stale(2));
        assertThat(((Outcome.Stored) join("cat", "c1")).duplicate()).isFalse();
        assertThat(hall("cat").history().head()).isEqualTo(2);
        assertThat(say("hall", "cat", "c4", "back").seq()).isEqualTo(3);
    }

    @Test
    void aJoinIsFencedAsAnyWrite() {
        Append join = append("hall", "cat", "c1", joined("cat", null));
        Content ban = new Content.Membership("cat", Change.BANNED, null, null);
        assertThat(store("hall", "ann", "c2", ban).seq()).isEqualTo(2);

        assertThat(await(store.log().append(join))).isEqualTo(new Outcome.Stale(2));
        assertThat(hall("cat").member()).isNull();
    }

    @Test
    void aCidThatNamesAnEntryIsNotTakenForAJoin() {
        join("cat", "c1");
        say("hall", "cat", "c2", "hello");

        assertThat(join("cat", "c2")).isEqualTo(new Outcome.Reused(2));
    }

    @Test
    void aMemberIsNotAddedWithAnotherRole() {
        assertThat(await(store.log().append(append("hall", "bob", "c1", joined("bob", Role.OWNER)))))
                .isEqualTo(new Unfit(0, Fault.MEMBER_ALREADY));
    }

    @Test
    void theSameWishWithOtherJoinsIsAnother() {
        assertThat(((Rooms.Creation.Created) await(store.rooms().create(wish))).duplicate())
                .isTrue();
        assertThat(await(
                        store.rooms().create(new NewRoom("hall", "ann", "k", "Hall", RoomKind.PUBLIC, wish.members()))))
                .isEqualTo(new Rooms.Creation.Reused());
    }
}
