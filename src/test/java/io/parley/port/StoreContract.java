package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Page;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contract suites of the store's ports share: an opened store in which ann, bob and cat are users. */
@NullUnmarked
public abstract class StoreContract {
    protected final ManualClock clock = new ManualClock();
    protected final List<Commit> commits = new CopyOnWriteArrayList<>();
    protected TestStore store;

    /** An empty store. */
    protected abstract TestStore open(InstantSource time, Consumer<Commit> committed) throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open(clock, commits::add);
        for (String user : List.of("ann", "bob", "cat")) {
            assertThat(await(store.accounts().register(new Accounts.Account(user, user, null, 1))))
                    .isTrue();
        }
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    protected static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer within 20 s", e);
        }
    }

    /** A room of ann (owner) and bob. */
    protected Standing newRoom(String id) {
        Rooms.Creation creation = await(store.rooms().create(wish(id, null)));
        return ((Rooms.Creation.Created) creation).standing();
    }

    protected static NewRoom wish(String id, String cid) {
        return new NewRoom(
                id, "ann", cid, "Room " + id, RoomKind.PRIVATE, Map.of("ann", Role.OWNER, "bob", Role.MEMBER));
    }

    protected static final Sessions.Family FAMILY = new Sessions.Family("key", "r1");

    /** A session of an hour, which may be renewed for a day. */
    protected Sessions.Session session(String id, String user) {
        long now = clock.millis();
        return new Sessions.Session(id, user, "phone", now, now, now + 3_600_000, now + 86_400_000);
    }

    protected Sessions.Session begin(String id, String user, String passwordHash) {
        Sessions.Session session = session(id, user);
        assertThat(await(store.sessions().begin(session, FAMILY, passwordHash))).isNotNull();
        return session;
    }

    protected long aclSeq(String room) {
        return await(store.rooms().standing(room, "ann")).room().aclSeq();
    }

    protected Append append(String room, String from, String cid, Content content) {
        return new Append(room, from, cid, content, aclSeq(room));
    }

    protected Outcome.Stored store(String room, String from, String cid, Content content) {
        return (Outcome.Stored) await(store.log().append(append(room, from, cid, content)));
    }

    protected Outcome.Stored say(String room, String from, String cid, String text) {
        return store(room, from, cid, message(text));
    }

    protected static Content message(String text) {
        return new Content.Message(Body.of(text), null, null);
    }

    protected static Content message(String text, String... mentions) {
        return new Content.Message(new Body(text, null, List.of(), List.of(mentions)), null, null);
    }

    protected Page all(String room) {
        return await(store.log().after(room, 0, 10_000, 100_000_000));
    }
}
