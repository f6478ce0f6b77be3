package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts;
import io.parley.port.Append;
import io.parley.port.MemoryStore;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderTest {
    private final MemoryStore store = new MemoryStore(commit -> {});
    private final HeldLog log = new HeldLog(store.log());
    private final Sender sender = new Sender(log, store.rooms(), () -> 0, Runnable::run);

    @BeforeEach
    void makeRoom() {
        for (String user : List.of("ada", "bob")) {
            store.accounts().register(new Accounts.Account(user, user, null, 0)).await();
        }
        Map<String, Role> members = Map.of("ada", Role.OWNER, "bob", Role.MEMBER);
        store.rooms()
                .create(new NewRoom("red", "ada", null, "Red", RoomKind.PUBLIC, members))
                .await();
        Future<Outcome.Stored> first = send("first");
        log.letAllOn();
        assertThat(first.succeeded()).isTrue();
    }

    @Test
    void sendsKeepTheirOrderWhenRightsChangeUnderSomeOfThem() {
        send("s0");
        send("s1");
        leave("bob");
        log.letOn();
        send("s2");

        log.letAllOn();

        assertThat(messages()).containsExactly("first", "s0", "s1", "s2");
    }

    @Test
    void whoHasLeftMeanwhileIsRefusedAlsoForWhatWasHeld() {
        Future<Outcome.Stored> before = send("s0");
        leave("ada");
        log.letOn();
        Future<Outcome.Stored> after = send("s1");
        log.letAllOn();

        assertThat(List.of(before.cause(), after.cause()))
                .allSatisfy(
                        cause -> assertThat(((Failure) cause).problem().code()).isEqualTo(Code.NOT_MEMBER));
        assertThat(messages()).containsExactly("first");
    }

    private Future<Outcome.Stored> send(String cid) {
        return sender.send("ada", "red", cid, new Content.Message(Body.of(cid), null, null));
    }

    private void leave(String user) {
        Content left = new Content.Membership(user, Change.LEFT, null, null);
        store.log().append(new Append("red", user, "leave", left, aclSeq())).await();
    }

    private long aclSeq() {
        return store.rooms()
                .standing("red", "ada")
                .map(standing -> standing == null ? 0L : standing.room().aclSeq())
                .await();
    }

    private List<String> messages() {
        return store.log().after("red", 0, 100, 1 << 20).await().entries().stream()
                .filter(entry -> entry.content() instanceof Content.Message)
                .map(Entry::cid)
                .toList();
    }
}
