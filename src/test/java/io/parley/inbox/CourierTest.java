package io.parley.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.MemoryStore;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.protocol.Failure;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Inbox;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class CourierTest {
    private final MemoryStore store = new MemoryStore(commit -> {});
    private Courier courier = new Courier(store.owed(), store.log());

    @BeforeEach
    void someUsers() {
        for (String user : List.of("ann", "bob", "cat")) {
            register(user);
        }
    }

    private void register(String user) {
        assertThat(store.accounts().register(new Account(user, user, null, 1)).await())
                .isTrue();
    }

    private void room(String id, String... others) {
        Map<String, Role> members = new HashMap<>(Map.of("ann", Role.OWNER));
        List.of(others).forEach(user -> members.put(user, Role.MEMBER));
        store.rooms()
                .create(new NewRoom(id, "ann", null, id, RoomKind.PRIVATE, members))
                .await();
    }

    private void change(String room, Content content) {
        long acl = store.rooms().standing(room, "ann").await().room().aclSeq();
        String cid = "c" + store.log().history(room).await().head();
        assertThat(store.log()
                        .append(new Append(room, "ann", cid, content, acl))
                        .await())
                .isInstanceOf(Outcome.Stored.class);
    }

    private void delete(String room) {
        change(room, new Content.RoomChange(null, null, null, true));
    }

    private int rounds() {
        int rounds = 0;
        while (courier.round().await()) {
            rounds++;
        }
        return rounds;
    }

    private List<Entry> inbox(String user) {
        return store.log().after(Inbox.of(user), 0, 1_000, 1 << 20).await().entries();
    }

    private List<Content> notices(String user) {
        return inbox(user).stream().map(Entry::content).toList();
    }

    @Test
    void whoIsConcernedIsToldOnceByWhomAndOfWhat() {
        room("r", "bob");
        change("r", new Content.Membership("cat", Change.ADDED, null, null));

        assertThat(rounds()).isEqualTo(1);
        assertThat(rounds()).isZero();
        assertThat(inbox("bob"))
                .extracting(Entry::from, Entry::content)
                .containsExactly(tuple("ann", new Content.Notice("added", "r", 3L)));
        assertThat(inbox("cat"))
                .extracting(Entry::from, Entry::content)
                .containsExactly(tuple("ann", new Content.Notice("added", "r", 4L)));
        assertThat(inbox("ann")).isEmpty();
    }

    @Test
    void aNodeThatDiesBetweenTellingAndSettlingTellsNobodyTwice() {
        room("r", "bob");
        store.failSettlements(1);
        assertThatThrownBy(() -> courier.round().await()).isInstanceOf(Failure.class);
        assertThat(notices("bob")).hasSize(1);

        courier = new Courier(store.owed(), store.log());
        assertThat(rounds()).isEqualTo(1);
        assertThat(notices("bob")).hasSize(1);
    }

    @Test
    void aRepeatIsKnownAlsoWhereAnotherEpochHasBegunMeanwhile() {
        room("r", "bob");
        store.failSettlements(1);
        assertThatThrownBy(() -> courier.round().await()).isInstanceOf(Failure.class);
        store.newEpoch();

        rounds();
        assertThat(notices("bob")).hasSize(1);
    }

    @Test
    void whatTheStoreDidNotTakeIsToldLaterAndTheRestIsNotHeldUp() {
        room("r", "bob");
        room("s", "cat");
        store.refuseAppends(1);

        assertThatThrownBy(() -> courier.round().await()).isInstanceOf(Failure.class);
        assertThat(notices("bob")).isEmpty();
        assertThat(notices("cat")).hasSize(1);
        assertThat(rounds()).isEqualTo(1);
        assertThat(notices("bob")).hasSize(1);
        assertThat(notices("cat")).hasSize(1);
    }

    @Test
    void anAppendWhoseReplyWasLostIsNotToldTwice() {
        room("r", "bob");
        store.loseReplies(1);

        assertThatThrownBy(() -> courier.round().await()).isInstanceOf(Failure.class);
        rounds();
        assertThat(notices("bob")).hasSize(1);
    }

    @Test
    void theEndOfALargeRoomIsToldInRoundsThatEachAreSmall() {
        String[] members = IntStream.range(0, 250).mapToObj("m%03d"::formatted).toArray(String[]::new);
        List.of(members).forEach(this::register);
        room("r", members);
        rounds();
        delete("r");
        room("s", "bob");

        assertThat(courier.round().await()).isTrue();
        assertThat(notices("m099")).hasSize(2);
        assertThat(notices("m100")).hasSize(1);
        assertThat(notices("bob")).as("nobody waits for a large room").hasSize(1);
        assertThat(rounds()).isEqualTo(2);
        for (String member : members) {
            assertThat(notices(member)).last().isEqualTo(new Content.Notice("roomDeleted", "r", 253L));
            assertThat(notices(member)).hasSize(2);
        }
    }

    @Test
    void whoseAccountIsGoneIsNotWaitedFor() {
        room("r", "bob", "cat");
        store.accounts().delete("bob").await();

        assertThat(rounds()).isEqualTo(1);
        assertThat(notices("cat")).hasSize(1);
    }

    @Test
    void whoIsAddedAgainAfterLeavingIsToldAgain() {
        room("r", "bob");
        change("r", new Content.Membership("bob", Change.REMOVED, null, null));
        change("r", new Content.Membership("bob", Change.ADDED, null, null));

        rounds();
        assertThat(notices("bob"))
                .containsExactly(
                        new Content.Notice("added", "r", 3L),
                        new Content.Notice("removed", "r", 4L),
                        new Content.Notice("added", "r", 5L));
    }
}
