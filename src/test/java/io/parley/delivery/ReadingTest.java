package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.LogThrough;
import io.parley.port.MemoryStore;
import io.parley.port.NewRoom;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ClientFrame.View;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Page;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody is shown who loses the right to read while it is being read. */
@NullUnmarked
class ReadingTest {
    private final MemoryStore store = new MemoryStore(commit -> {});
    private Runnable meanwhile = () -> {};
    private final Reading reading = new Reading(
            new LogThrough(store.log()) {
                @Override
                public Future<Page> after(String room, long after, int limit, int maxBytes) {
                    meanwhile.run();
                    return super.after(room, after, limit, maxBytes);
                }
            },
            store.rooms());

    @BeforeEach
    void aRoom() {
        for (String user : List.of("ann", "bob")) {
            store.accounts().register(new Account(user, user, null, 1));
        }
        Map<String, Role> members = Map.of("ann", Role.OWNER, "bob", Role.MEMBER);
        store.rooms().create(new NewRoom("r", "ann", null, "R", RoomKind.PRIVATE, members));
    }

    @Test
    void noPageIsShownThatWasReadAfterTheRightToItHasEnded() {
        meanwhile = () -> {
            store("out", new Content.Membership("bob", Change.REMOVED, null, null));
            store("secret", new Content.Message(Body.of("now that bob is gone"), null, null));
        };

        assertThat(((Failure) history().cause()).problem().code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void aPageThatGrewWhileItWasReadIsShownToWhoMayStillReadIt() {
        meanwhile = () -> store("more", new Content.Message(Body.of("hello"), null, null));

        assertThat(history().result().items().getLast().entry().cid()).isEqualTo("more");
    }

    private Future<ServerFrame.Listing> history() {
        return reading.history("bob", new ClientFrame.History(null, "r", null, 0L, null, 50, View.ENTRIES));
    }

    private void store(String cid, Content content) {
        long acl = store.rooms().standing("r", "ann").result().room().aclSeq();
        store.log().append(new Append("r", "ann", cid, content, acl));
    }
}
