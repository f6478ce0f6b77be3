package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Change;
import io.parley.room.Content;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Rooms} tells of who shares rooms with whom. */
@NullUnmarked
public abstract class AcquaintanceContract extends StoreContract {
    private void addCat(String room) {
        store(room, "ann", "add", new Content.Membership("cat", Change.ADDED, null, null));
    }

    @Test
    void companyAreTheOthersInRoomsThatAreNotTooBigEachOnce() {
        newRoom("pair");
        newRoom("trio");
        newRoom("trio-too");
        addCat("trio");
        addCat("trio-too");

        assertThat(await(store.rooms().company("ann", 2, 10))).containsExactly("bob");
        assertThat(await(store.rooms().company("ann", 3, 10))).containsExactlyInAnyOrder("bob", "cat");
        assertThat(await(store.rooms().company("ann", 3, 1))).hasSize(1);
        assertThat(await(store.rooms().company("cat", 2, 10))).isEmpty();
        assertThat(await(store.rooms().company("nobody", 3, 10))).isEmpty();
    }

    @Test
    void acquaintedAreThoseOfTheOthersWithWhomARoomIsShared() {
        newRoom("r");

        assertThat(await(store.rooms().acquainted("ann", List.of("cat", "bob", "nobody", "ann"))))
                .containsExactly("bob");
        assertThat(await(store.rooms().acquainted("cat", List.of("ann", "bob"))))
                .isEmpty();
        assertThat(await(store.rooms().acquainted("ann", Set.of()))).isEmpty();
    }

    @Test
    void whoLeavesAndARoomThatIsDeletedAreNoLongerShared() {
        newRoom("left");
        newRoom("deleted");
        store("left", "bob", "leave", new Content.Membership("bob", Change.LEFT, null, null));
        assertThat(await(store.rooms().acquainted("ann", List.of("bob")))).containsExactly("bob");

        store("deleted", "ann", "delete", new Content.RoomChange(null, null, null, true));

        assertThat(await(store.rooms().acquainted("ann", List.of("bob")))).isEmpty();
        assertThat(await(store.rooms().company("ann", 10, 10))).isEmpty();
    }

    @Test
    void readsAreToldOfThoseWhoHaveReadAnything() {
        newRoom("r");
        assertThat(await(store.rooms().reads("r", List.of("ann", "bob")))).isEmpty();
        assertThat(await(store.rooms().read("r", "bob", 2))).isEqualTo(2);
        assertThat(await(store.rooms().read("r", "ann", 99))).isEqualTo(3);
        assertThat(await(store.rooms().read("r", "bob", 1))).isEqualTo(2);

        assertThat(await(store.rooms().reads("r", List.of("bob", "cat")))).isEqualTo(Map.of("bob", 2L));
        assertThat(await(store.rooms().reads("nowhere", List.of("bob")))).isEmpty();
    }
}
