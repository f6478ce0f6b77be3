package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.port.Owed.Debt;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Joins;
import io.parley.room.Occasion;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Owed} does. */
@NullUnmarked
public abstract class OwedContract extends StoreContract {
    private List<Debt> owed() {
        return await(store.owed().owed(100));
    }

    private void settleAll() {
        while (!owed().isEmpty()) {
            await(store.owed().settle(owed()));
        }
    }

    private long change(String member, Change change) {
        return store("r", "ann", change + member, new Content.Membership(member, change, null, null))
                .seq();
    }

    @Test
    void theFirstMembersOfARoomAreToldByWhomTheyWereAdded() {
        Standing room = newRoom("r");

        assertThat(owed())
                .extracting(Debt::room, Debt::epoch, Debt::head, Debt::seq, Debt::occasion, Debt::from, Debt::to)
                .containsExactly(tuple("r", room.history().epoch(), 3L, 3L, Occasion.ADDED, "ann", List.of("bob")));
    }

    @Test
    void theOtherOneOfADirectRoomIsToldOnce() {
        NewRoom wish = new NewRoom(
                "d-1", "ann", null, "ann, bob", RoomKind.DIRECT, Map.of("ann", Role.MEMBER, "bob", Role.MEMBER));
        await(store.rooms().create(wish));
        await(store.rooms().create(wish));

        assertThat(owed())
                .extracting(Debt::occasion, Debt::from, Debt::to)
                .containsExactly(tuple(Occasion.DIRECT, "ann", List.of("bob")));
    }

    @Test
    void whoIsAddedOrRemovedByAnotherIsTold() {
        newRoom("r");
        settleAll();
        long added = change("cat", Change.ADDED);
        long removed = change("cat", Change.REMOVED);
        long banned = change("bob", Change.BANNED);

        assertThat(owed())
                .extracting(Debt::occasion, Debt::seq, Debt::to)
                .containsExactly(
                        tuple(Occasion.ADDED, added, List.of("cat")),
                        tuple(Occasion.REMOVED, removed, List.of("cat")),
                        tuple(Occasion.REMOVED, banned, List.of("bob")));
    }

    @Test
    void whatPeopleDoThemselvesAndWhatChangesNoMembershipIsToldToNobody() {
        newRoom("r");
        settleAll();
        change("bob", Change.ADDED);
        change("cat", Change.BANNED);
        change("cat", Change.UNBANNED);
        change("bob", Change.MUTED);
        change("bob", Change.ROLE);
        store("r", "cat", "c1", new Content.Membership("cat", Change.JOINED, null, null));
        store("r", "cat", "c2", new Content.Membership("cat", Change.LEFT, null, null));
        say("r", "ann", "c3", "hello");

        assertThat(owed()).isEmpty();
    }

    @Test
    void membersThatAMessageMentionsAreToldOnceAndAnEditTellsNobody() {
        newRoom("r");
        settleAll();
        long seq = store("r", "ann", "c1", message("hello", "bob", "ann", "bob", "cat", "nobody"))
                .seq();
        store("r", "ann", "c1", message("hello", "bob", "ann", "bob", "cat", "nobody"));
        store("r", "ann", "c2", new Content.Edit(seq, ((Content.Message) message("hello", "bob")).body()));
        store("r", "ann", "c3", message("hello", "ann", "cat"));
        store("r", "ann", "c4", new Content.Delete(seq));

        assertThat(owed())
                .extracting(Debt::occasion, Debt::seq, Debt::from, Debt::to)
                .containsExactly(tuple(Occasion.MENTIONED, seq, "ann", List.of("bob")));
    }

    @Test
    void aSilentAdditionIsToldWithoutAnEntry() {
        await(store.rooms()
                .create(new NewRoom(
                        "hall", "ann", null, "Hall", RoomKind.PUBLIC, Map.of("ann", Role.OWNER), Joins.SILENT)));
        store("hall", "ann", "c1", new Content.Membership("bob", Change.ADDED, null, null));
        store("hall", "ann", "c1", new Content.Membership("bob", Change.ADDED, null, null));
        store("hall", "cat", "c2", new Content.Membership("cat", Change.JOINED, null, null));

        assertThat(owed())
                .extracting(Debt::occasion, Debt::head, Debt::seq, Debt::to)
                .containsExactly(tuple(Occasion.ADDED, 1L, null, List.of("bob")));
    }

    @Test
    void allMembersOfADeletedRoomButWhoDeletedItAreToldInPagesFromWhereItWasSettled() {
        Map<String, Role> members = new HashMap<>(Map.of("ann", Role.OWNER));
        List<String> others = IntStream.range(0, 2 * Owed.RECIPIENTS + 50)
                .mapToObj("u%03d"::formatted)
                .toList();
        others.forEach(user -> {
            await(store.accounts().register(new Accounts.Account(user, user, null, 1)));
            members.put(user, Role.MEMBER);
        });
        await(store.rooms().create(new NewRoom("r", "ann", null, "R", RoomKind.PRIVATE, members)));
        settleAll();
        store("r", "ann", "c", new Content.RoomChange(null, null, null, true));

        Debt first = owed().getFirst();
        assertThat(owed()).hasSize(1);
        assertThat(first.occasion()).isEqualTo(Occasion.ROOM_DELETED);
        assertThat(first.to()).isEqualTo(others.subList(0, 100));
        await(store.owed().settle(List.of(first.first(30))));
        assertThat(owed().getFirst().to()).isEqualTo(others.subList(30, 130));
        await(store.owed().settle(List.of(first.first(0))));
        assertThat(owed().getFirst().to()).isEqualTo(others.subList(30, 130));
        await(store.owed().settle(owed()));
        assertThat(owed().getFirst().to()).isEqualTo(others.subList(130, 230));
        await(store.owed().settle(owed()));
        assertThat(owed().getFirst().to()).isEqualTo(others.subList(230, 250));
        await(store.owed().settle(owed()));
        assertThat(owed()).isEmpty();
    }

    @Test
    void aDeletedRoomWithoutOthersIsSettledWithoutAnybody() {
        await(store.rooms().create(new NewRoom("r", "ann", null, "R", RoomKind.PRIVATE, Map.of("ann", Role.OWNER))));
        store("r", "ann", "c", new Content.RoomChange(null, null, null, true));

        settleAll();
        assertThat(owed()).isEmpty();
    }

    @Test
    void whatIsSettledTwiceIsSettledOnce() {
        newRoom("r");
        List<Debt> debts = owed();
        await(store.owed().settle(debts));
        change("cat", Change.ADDED);
        await(store.owed().settle(debts));

        assertThat(owed()).extracting(Debt::to).containsExactly(List.of("cat"));
    }

    @Test
    void theOldestCausesComeFirst() {
        newRoom("r");
        long cat = change("cat", Change.ADDED);

        assertThat(await(store.owed().owed(1))).extracting(Debt::seq).containsExactly(3L);
        await(store.owed().settle(await(store.owed().owed(1))));
        assertThat(await(store.owed().owed(1))).extracting(Debt::seq).containsExactly(cat);
    }

    @Test
    void aCauseKeepsTheEpochInWhichItHappened() {
        long epoch = newRoom("r").history().epoch();
        store.newEpoch();

        assertThat(owed()).extracting(Debt::epoch).containsExactly(epoch);
    }
}
