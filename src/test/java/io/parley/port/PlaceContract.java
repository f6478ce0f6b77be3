package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Rooms} tells of a user's place in a room: also after each change of it, however often it was asked for. */
@NullUnmarked
public abstract class PlaceContract extends StoreContract {
    private static final long FOR_EVER = (1L << 53) - 1;

    private int cids;

    @Test
    void aPlaceIsWhatAStandingSaysOfRoomAndMember() {
        newRoom("r");
        assertAgrees("ann");
        assertAgrees("cat");

        change("cat", Change.ADDED, null, null);
        assertAgrees("cat");
        assertThat(place("cat").member()).isEqualTo(new Member("cat", Role.MEMBER, clock.millis(), null));
        assertAgrees("ann");
        change("cat", Change.ROLE, Role.MODERATOR, null);
        assertAgrees("cat");
        change("cat", Change.MUTED, null, 77L);
        assertAgrees("cat");
        change("cat", Change.REMOVED, null, null);
        assertAgrees("cat");
        assertAgrees("ann");
    }

    @Test
    void aRoomThatIsNotThereHasNoPlaceAndOneThatIsMadeHas() {
        assertThat(place("ann")).isNull();
        newRoom("r");
        assertAgrees("ann");
        assertAgrees("cat");
        store("r", "ann", "name", new Content.RoomChange("Other", null, RoomKind.PUBLIC, false));
        assertAgrees("ann");
        assertAgrees("cat");

        store("r", "ann", "del", new Content.RoomChange(null, null, null, true));

        assertThat(place("ann")).isNull();
        assertThat(place("cat")).isNull();
    }

    @Test
    void aBanIsInForceUntilItEndsOrIsLifted() {
        newRoom("r");
        assertThat(place("bob").bannedUntil()).isZero();
        change("bob", Change.BANNED, null, clock.millis() + 1_000);
        assertThat(place("bob")).isEqualTo(new Place(place("ann").room(), null, clock.millis() + 1_000));
        clock.advance(Duration.ofSeconds(1));
        assertThat(place("bob").bannedUntil()).isZero();

        change("bob", Change.BANNED, null, null);
        assertThat(place("bob").bannedUntil()).isEqualTo(FOR_EVER);
        assertThat(place("ann").bannedUntil()).isZero();
        change("bob", Change.UNBANNED, null, null);
        assertThat(place("bob").bannedUntil()).isZero();
    }

    private Place place(String user) {
        return await(store.rooms().place("r", user));
    }

    private void assertAgrees(String user) {
        Standing standing = await(store.rooms().standing("r", user));
        assertThat(place(user)).isEqualTo(new Place(standing.room(), standing.member(), 0));
    }

    private void change(String member, Change change, Role role, Long until) {
        store("r", "ann", "c" + ++cids, new Content.Membership(member, change, role, until));
    }
}
