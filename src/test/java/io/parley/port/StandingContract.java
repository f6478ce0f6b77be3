package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Item;
import io.parley.room.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link Rooms} shows many rooms at once: the same as one by one. */
@NullUnmarked
public abstract class StandingContract extends StoreContract {
    private final List<String> ids = new ArrayList<>();

    /** Rooms in which bob stands differently. */
    @BeforeEach
    void fill() {
        for (String id : List.of("quiet", "read", "named", "muted", "left")) {
            newRoom(id);
            ids.add(id);
        }
        for (int i = 0; i < 5; i++) {
            store("read", "ann", "m" + i, message("text " + i, "bob"));
            store("named", "ann", "m" + i, message("text " + i, "bob", "cat"));
        }
        await(store.rooms().read("read", "bob", 6));
        await(store.rooms().read("named", "cat", 5));
        store("muted", "ann", "mute", new Content.Membership("bob", Change.MUTED, null, 9_000_000_000_000L));
        store("muted", "ann", "role", new Content.Membership("bob", Change.ROLE, Role.MODERATOR, null));
        store("left", "ann", "out", new Content.Membership("bob", Change.REMOVED, null, null));
    }

    @Test
    void manyStandingsAreThoseOfEachRoom() {
        store.newEpoch();
        say("named", "bob", "later", "in the next epoch");
        store.newEpoch();
        for (String user : List.of("ann", "bob", "cat")) {
            Map<String, Standing> many = await(store.rooms().standings(ids, user));

            assertThat(many.keySet()).containsExactlyInAnyOrderElementsOf(ids);
            many.forEach((id, standing) ->
                    assertThat(standing).isEqualTo(await(store.rooms().standing(id, user))));
        }
        assertThat(await(store.rooms().standings(ids, "bob"))
                        .get("named")
                        .history()
                        .forks())
                .hasSize(2);
    }

    @Test
    void roomsThatAreNotThereHaveNoStanding() {
        store("quiet", "ann", "del", new Content.RoomChange(null, null, null, true));

        assertThat(await(store.rooms().standings(List.of("quiet", "nowhere", "\"", "read"), "bob")))
                .containsOnlyKeys("read");
        assertThat(await(store.rooms().standings(List.of(), "bob"))).isEmpty();
    }

    @Test
    void aRoomInAListStandsAsByItself() {
        List<Rooms.Listed> listed = await(store.rooms().of("bob", 0, 10));

        assertThat(listed)
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.standing())
                        .isEqualTo(await(
                                store.rooms().standing(each.standing().room().id(), "bob"))));
    }

    @Test
    void aRoomInAListShowsItsLastMessageAsItIsNow() {
        assertThat(last("quiet")).isNull();
        assertThat(body(last("read"))).isEqualTo(Body.of("text 4").text());

        long seq = last("read").entry().seq();
        store("read", "ann", "e", new Content.Edit(seq, Body.of("better")));
        store("read", "bob", "r", new Content.Reaction(seq, "👍", true));
        store("read", "ann", "topic", new Content.RoomChange(null, "a topic", null, false));

        assertThat(body(last("read"))).isEqualTo("better");
        assertThat(last("read").editedAt()).isEqualTo(clock.millis());
        assertThat(last("read").reactions()).hasSize(1).allMatch(tally -> tally.me() && tally.count() == 1);

        store("read", "ann", "d", new Content.Delete(seq));

        assertThat(last("read").entry().content()).isEqualTo(new Content.Message(null, null, null));
        assertThat(last("read").deletedAt()).isEqualTo(clock.millis());
    }

    @Test
    void aLastMessageThatHasBeenTrimmedIsNotShown() {
        store.trim("read", 1_000);

        assertThat(last("read")).isNull();
    }

    private Item last(String room) {
        return await(store.rooms().of("bob", 0, 10)).stream()
                .filter(listed -> listed.standing().room().id().equals(room))
                .findFirst()
                .orElseThrow()
                .last();
    }

    private static String body(Item item) {
        return ((Content.Message) item.entry().content()).body().text();
    }
}
