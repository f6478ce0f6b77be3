package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.MemoryStore;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Joins;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SilentJoinsTest {
    private final MemoryStore store = new MemoryStore(commit -> {});
    private final Sender sender = new Sender(store.log(), store.rooms(), () -> 0, Runnable::run);

    @BeforeEach
    void makeTheHall() {
        register("ada");
        store.rooms()
                .create(new NewRoom(
                        "hall", "ada", null, "Hall", RoomKind.PUBLIC, Map.of("ada", Role.OWNER), Joins.SILENT))
                .await();
    }

    private void register(String user) {
        store.accounts().register(new Account(user, user, null, 1)).await();
    }

    private Future<Outcome.Stored> say(String user, String cid) {
        return sender.send(user, "hall", cid, new Content.Message(Body.of("hello"), null, null));
    }

    private Outcome.Stored join(String user) {
        return sender.send(user, "hall", "join", new Content.Membership(user, Change.JOINED, null, null))
                .await();
    }

    private long head() {
        return store.log().history("hall").await().head();
    }

    @Test
    void aThousandWhoJoinLeaveTheLogAsLongAsItWas() {
        for (int i = 0; i < 1_000; i++) {
            register("u" + i);
            assertThat(join("u" + i))
                    .extracting(Outcome.Stored::seq, Outcome.Stored::duplicate)
                    .containsExactly(1L, false);
        }

        assertThat(head()).isEqualTo(1);
        assertThat(store.rooms().standing("hall", "ada").await().room().members())
                .isEqualTo(1_001);
        assertThat(say("u999", "c").await().seq()).isEqualTo(2);
    }

    @Test
    void whoWasRefusedBeforeJoiningWritesRightAfterIt() {
        register("bob");
        assertThat(((Failure) say("bob", "c").cause()).problem().code()).isEqualTo(Code.NOT_MEMBER);
        join("bob");

        assertThat(say("bob", "c").await().seq()).isEqualTo(2);
    }

    @Test
    void joiningAgainIsADuplicateAndWhoLeftIsRefusedAtOnce() {
        register("bob");
        join("bob");
        assertThat(join("bob").duplicate()).isTrue();
        say("bob", "c").await();
        sender.send("bob", "hall", "leave", new Content.Membership("bob", Change.LEFT, null, null))
                .await();

        assertThat(((Failure) say("bob", "d").cause()).problem().code()).isEqualTo(Code.NOT_MEMBER);
        assertThat(head()).isEqualTo(3);
    }
}
