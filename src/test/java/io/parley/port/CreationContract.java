package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Rooms.Creation;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What the ids of rooms and the cids of their wishes stand for. */
@NullUnmarked
public abstract class CreationContract extends StoreContract {
    private static final Map<String, Role> ANN_AND_BOB = Map.of("ann", Role.OWNER, "bob", Role.MEMBER);

    @Test
    void aCidThatMadeAnotherRoomIsReused() {
        await(store.rooms().create(wish("r", "c1")));

        assertThat(await(store.rooms().create(wish("other", "c1")))).isEqualTo(new Creation.Reused());
        assertThat(await(store.rooms()
                        .create(new NewRoom("r", "ann", "c1", "Other name", RoomKind.PRIVATE, ANN_AND_BOB))))
                .isEqualTo(new Creation.Reused());
        assertThat(await(store.rooms().standing("other", "ann"))).isNull();
    }

    @Test
    void anIdIsTakenForEver() {
        newRoom("r");
        assertThat(await(store.rooms().create(wish("r", null)))).isEqualTo(new Creation.Taken());
        assertThat(await(store.rooms().create(wish("r", "c1")))).isEqualTo(new Creation.Taken());

        store("r", "ann", "del", new Content.RoomChange(null, null, null, true));

        assertThat(await(store.rooms().create(wish("r", "c2")))).isEqualTo(new Creation.Taken());
    }

    @Test
    void aRepeatOfWhatMadeARoomFindsItAlsoWhenItHasBeenDeletedSince() {
        await(store.rooms().create(wish("r", "c1")));
        store("r", "ann", "del", new Content.RoomChange(null, null, null, true));

        assertThat(await(store.rooms().create(wish("r", "c1"))))
                .isInstanceOfSatisfying(Creation.Created.class, made -> {
                    assertThat(made.duplicate()).isTrue();
                    assertThat(made.standing().history().head()).isEqualTo(4);
                });
        assertThat(await(store.rooms().standing("r", "ann"))).isNull();
    }

    @Test
    void aCidThatFoundADirectRoomStandsForItFromThenOn() {
        await(store.rooms().create(direct("d-1", "ann", "bob", null)));
        assertThat(await(store.rooms().create(direct("d-1", "ann", "bob", "c1"))))
                .isInstanceOf(Creation.Created.class);

        assertThat(await(store.rooms().create(direct("d-2", "ann", "cat", "c1"))))
                .isEqualTo(new Creation.Reused());
    }

    private static NewRoom direct(String id, String creator, String other, String cid) {
        return new NewRoom(id, creator, cid, "", RoomKind.DIRECT, Map.of(creator, Role.MEMBER, other, Role.MEMBER));
    }
}
