package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Rooms.Creation;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Rooms} does. */
@NullUnmarked
public abstract class RoomsContract extends StoreContract {
    private static final Map<String, Role> ANN_AND_BOB = Map.of("ann", Role.OWNER, "bob", Role.MEMBER);

    @Test
    void aRoomBeginsWithAnEntryForItselfAndOneForEachMember() {
        Standing standing = newRoom("r");

        assertThat(all("r").entries())
                .extracting(Entry::content)
                .containsExactly(
                        new Content.RoomChange("Room r", null, RoomKind.PRIVATE, false),
                        new Content.Membership("ann", Change.JOINED, Role.OWNER, null),
                        new Content.Membership("bob", Change.ADDED, Role.MEMBER, null));
        assertThat(all("r").entries()).allMatch(entry -> entry.from().equals("ann"));
        assertThat(standing.history().head()).isEqualTo(3);
        assertThat(standing.history().oldest()).isEqualTo(1);
        assertThat(standing.room().members()).isEqualTo(2);
        assertThat(standing.room().createdAt()).isEqualTo(clock.millis());
        assertThat(standing.member()).isEqualTo(new Member("ann", Role.OWNER, clock.millis(), null));
        assertThat(await(store.rooms().standing("r", "ann"))).isEqualTo(standing);
    }

    @Test
    void aRoomIsCreatedOnceUnderOneCid() {
        Creation.Created first = (Creation.Created) await(store.rooms().create(wish("r", "c1")));
        Creation.Created again = (Creation.Created) await(store.rooms().create(wish("r", "c1")));

        assertThat(first.duplicate()).isFalse();
        assertThat(again.duplicate()).isTrue();
        assertThat(again.standing()).isEqualTo(first.standing());
        assertThat(all("r").head()).isEqualTo(3);
    }

    @Test
    void everyFirstMemberIsAUser() {
        NewRoom wish = new NewRoom(
                "r", "ann", "c1", "Room", RoomKind.PRIVATE, Map.of("ann", Role.OWNER, "nobody", Role.MEMBER));

        assertThat(await(store.rooms().create(wish))).isEqualTo(new Creation.NoUser("nobody"));
        assertThat(await(store.rooms().standing("r", "ann"))).isNull();
    }

    @Test
    void twoPeopleHaveOneDirectRoom() {
        Creation.Created first = (Creation.Created) await(store.rooms().create(direct("d-1", "ann", "bob", "c1")));
        Creation.Created second = (Creation.Created) await(store.rooms().create(direct("d-1", "bob", "ann", "c2")));
        Creation.Created third = (Creation.Created) await(store.rooms().create(direct("d-2", "bob", "ann", null)));

        assertThat(first.duplicate()).isFalse();
        assertThat(second.duplicate()).isTrue();
        assertThat(second.standing().member().user()).isEqualTo("bob");
        assertThat(third.standing().room()).isEqualTo(first.standing().room());
        assertThat(all("d-1").head()).isEqualTo(3);
    }

    @Test
    void theIdOfAnInboxIsTaken() {
        NewRoom inbox = new NewRoom("@ann", "ann", null, "ann", RoomKind.PRIVATE, Map.of("ann", Role.MEMBER));

        assertThat(await(store.rooms().create(inbox))).isInstanceOf(Creation.Taken.class);
    }

    @Test
    void aRoomThatIsNotThereHasNoStanding() {
        assertThat(await(store.rooms().standing("nowhere", "ann"))).isNull();
        newRoom("r");
        assertThat(await(store.rooms().standing("r", "cat")).member()).isNull();
        store("r", "ann", "del", new Content.RoomChange(null, null, null, true));
        assertThat(await(store.rooms().standing("r", "ann"))).isNull();
    }

    @Test
    void entriesOfKindMemberChangeWhoBelongs() {
        newRoom("r");
        clock.advance(Duration.ofSeconds(5));
        long joined = clock.millis();

        change("c1", "cat", Change.JOINED, null, null);
        assertThat(member("cat")).isEqualTo(new Member("cat", Role.MEMBER, joined, null));
        clock.advance(Duration.ofSeconds(5));
        change("c2", "cat", Change.ADDED, null, null);
        assertThat(member("cat")).isEqualTo(new Member("cat", Role.MEMBER, joined, null));
        change("c3", "cat", Change.ROLE, Role.MODERATOR, null);
        change("c4", "cat", Change.MUTED, null, 77L);
        assertThat(member("cat")).isEqualTo(new Member("cat", Role.MODERATOR, joined, 77L));
        change("c5", "cat", Change.UNMUTED, null, null);
        change("c6", "cat", Change.MUTED, null, null);
        assertThat(member("cat").mutedUntil()).isEqualTo((1L << 53) - 1);
        assertThat(members()).isEqualTo(3);
        change("c7", "cat", Change.LEFT, null, null);
        assertThat(member("cat")).isNull();
        change("c8", "bob", Change.REMOVED, null, null);
        assertThat(members()).isEqualTo(1);
    }

    @Test
    void aBanEndsMembershipAndIsRemembered() {
        newRoom("r");
        assertThat(await(store.rooms().banned("r", "bob"))).isFalse();
        change("c1", "bob", Change.BANNED, null, null);
        assertThat(member("bob")).isNull();
        assertThat(await(store.rooms().banned("r", "bob"))).isTrue();
        assertThat(await(store.rooms().banned("r", "ann"))).isFalse();
        change("c2", "bob", Change.UNBANNED, null, null);
        assertThat(await(store.rooms().banned("r", "bob"))).isFalse();
        assertThat(member("bob")).isNull();
    }

    @Test
    void aBanEndsByItselfAndALaterOneCountsInItsPlace() {
        newRoom("r");
        change("c1", "bob", Change.BANNED, null, clock.millis() + 1_000);
        clock.advance(Duration.ofMillis(999));
        assertThat(await(store.rooms().banned("r", "bob"))).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(await(store.rooms().banned("r", "bob"))).isFalse();

        change("c2", "bob", Change.JOINED, null, null);
        change("c3", "bob", Change.BANNED, null, null);
        clock.advance(Duration.ofDays(400));
        assertThat(await(store.rooms().banned("r", "bob"))).isTrue();
    }

    @Test
    void aMuteWaitsForWhoIsNotThere() {
        newRoom("r");
        change("c1", "bob", Change.MUTED, null, 77L);
        change("c2", "bob", Change.REMOVED, null, null);
        change("c3", "cat", Change.MUTED, null, null);
        change("c4", "bob", Change.ADDED, null, null);
        change("c5", "cat", Change.ADDED, null, null);
        assertThat(member("bob").mutedUntil()).isEqualTo(77);
        assertThat(member("cat").mutedUntil()).isEqualTo((1L << 53) - 1);

        change("c6", "bob", Change.REMOVED, null, null);
        change("c7", "bob", Change.UNMUTED, null, null);
        change("c8", "bob", Change.ADDED, null, null);
        assertThat(member("bob").mutedUntil()).isNull();
    }

    @Test
    void anEntryOfKindRoomChangesTheFieldsItNames() {
        newRoom("r");
        store("r", "ann", "c1", new Content.RoomChange(null, "a topic", null, false));
        long seq = store("r", "ann", "c2", new Content.RoomChange("New name", null, RoomKind.PUBLIC, false))
                .seq();

        Standing standing = await(store.rooms().standing("r", "ann"));
        assertThat(standing.room().name()).isEqualTo("New name");
        assertThat(standing.room().topic()).isEqualTo("a topic");
        assertThat(standing.room().kind()).isEqualTo(RoomKind.PUBLIC);
        assertThat(standing.room().aclSeq()).isEqualTo(seq);
    }

    @Test
    void myRoomsAreThoseIAmAMemberOfLatestActivityFirst() {
        for (String id : List.of("r1", "r2", "r3", "gone", "deleted")) {
            newRoom(id);
            clock.advance(Duration.ofSeconds(1));
        }
        store("gone", "ann", "c", new Content.Membership("bob", Change.REMOVED, null, null));
        store("deleted", "ann", "c", new Content.RoomChange(null, null, null, true));
        clock.advance(Duration.ofSeconds(1));
        say("r1", "ann", "c", "news");

        assertThat(listed("bob", 0, 10)).containsExactly("r1", "r3", "r2");
        assertThat(listed("bob", 1, 1)).containsExactly("r3");
        assertThat(await(store.rooms().of("cat", 0, 10))).isEmpty();
    }

    private List<String> listed(String user, int offset, int limit) {
        return await(store.rooms().of(user, offset, limit)).stream()
                .map(listed -> listed.standing().room().id())
                .toList();
    }

    @Test
    void openRoomsAreFoundByNameOrIdInOrderOfId() {
        open("b-tea", "Drinks");
        open("a-x", "Tea room");
        open("c-x", "100% _odd_");
        newRoom("tea-private");
        open("d-tea", "Deleted");
        store("d-tea", "ann", "c", new Content.RoomChange(null, null, null, true));

        assertThat(ids(await(store.rooms().open("cat", "tea", null, 10)))).containsExactly("a-x", "b-tea");
        assertThat(ids(await(store.rooms().open("cat", "", "a-x", 10)))).containsExactly("b-tea", "c-x");
        assertThat(ids(await(store.rooms().open("cat", "", null, 1)))).containsExactly("a-x");
        assertThat(ids(await(store.rooms().open("cat", "0% _", null, 10)))).containsExactly("c-x");
        assertThat(ids(await(store.rooms().open("cat", "%", null, 10)))).containsExactly("c-x");
        assertThat(await(store.rooms().open("cat", "tea", null, 1)).getFirst().member())
                .isNull();
    }

    @Test
    void openRoomsFromWhichOneIsBannedAreNotListed() {
        open("r", "Tea");
        open("other", "Tea");
        change("c1", "cat", Change.BANNED, null, clock.millis() + 1_000);

        assertThat(ids(await(store.rooms().open("cat", "tea", null, 10)))).containsExactly("other");
        assertThat(ids(await(store.rooms().open("cat", "", null, 1)))).containsExactly("other");
        assertThat(ids(await(store.rooms().open("bob", "", null, 10)))).containsExactly("other", "r");
        clock.advance(Duration.ofSeconds(1));
        assertThat(ids(await(store.rooms().open("cat", "tea", null, 10)))).containsExactly("other", "r");
    }

    @Test
    void membersAreListedByUserInPages() {
        newRoom("r");
        change("c1", "cat", Change.ADDED, Role.MODERATOR, null);

        assertThat(await(store.rooms().members("r", null, 2)))
                .extracting(Member::user)
                .containsExactly("ann", "bob");
        assertThat(await(store.rooms().members("r", "bob", 2)))
                .containsExactly(new Member("cat", Role.MODERATOR, clock.millis(), null));
        assertThat(await(store.rooms().members("nowhere", null, 2))).isEmpty();
    }

    private static NewRoom direct(String id, String creator, String other, String cid) {
        return new NewRoom(id, creator, cid, "", RoomKind.DIRECT, Map.of(creator, Role.MEMBER, other, Role.MEMBER));
    }

    private void open(String id, String name) {
        assertThat(await(store.rooms().create(new NewRoom(id, "ann", null, name, RoomKind.PUBLIC, ANN_AND_BOB))))
                .isInstanceOf(Creation.Created.class);
    }

    private void change(String cid, String member, Change change, Role role, Long until) {
        store("r", "ann", cid, new Content.Membership(member, change, role, until));
    }

    private Member member(String user) {
        return await(store.rooms().standing("r", user)).member();
    }

    private int members() {
        return await(store.rooms().standing("r", "ann")).room().members();
    }

    private static List<String> ids(List<Standing> standings) {
        return standings.stream().map(standing -> standing.room().id()).toList();
    }
}
