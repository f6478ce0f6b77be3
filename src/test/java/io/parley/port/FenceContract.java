package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Role;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How every {@link Log} fences an append by the rights under which it was judged. */
@NullUnmarked
public abstract class FenceContract extends StoreContract {
    static Stream<Content> restrictions() {
        return Stream.of(
                new Content.Membership("bob", Change.LEFT, null, null),
                new Content.Membership("bob", Change.REMOVED, null, null),
                new Content.Membership("bob", Change.BANNED, null, null),
                new Content.Membership("bob", Change.MUTED, null, null),
                new Content.Membership("bob", Change.ROLE, Role.MEMBER, null),
                new Content.RoomChange("other", null, null, false));
    }

    @ParameterizedTest
    @MethodSource("restrictions")
    void anAppendJudgedBeforeARestrictionIsStaleAndStoresNothing(Content restriction) {
        newRoom("r");
        Append judged = append("r", "bob", "c1", message("hello"));
        long seq = store("r", "ann", "c2", restriction).seq();

        assertThat(await(store.log().append(judged))).isEqualTo(new Outcome.Stale(seq));
        assertThat(await(store.log().find(judged))).isNull();
        assertThat(aclSeq("r")).isEqualTo(seq);
        assertThat(all("r").head()).isEqualTo(seq);
    }

    @Test
    void whatRestrictsNobodyLeavesRightsAsTheyWereJudged() {
        newRoom("r");
        Append judged = append("r", "bob", "c1", message("hello"));
        store("r", "ann", "c2", new Content.Membership("cat", Change.ADDED, Role.MEMBER, null));
        store("r", "ann", "c3", new Content.Membership("bob", Change.UNMUTED, null, null));
        say("r", "ann", "c4", "hi");

        assertThat(await(store.log().append(judged))).isInstanceOf(Outcome.Stored.class);
    }

    @Test
    void aKnownCidIsAnsweredBeforeRightsAreJudged() {
        newRoom("r");
        Append judged = append("r", "bob", "c1", message("hello"));
        Outcome.Stored stored = (Outcome.Stored) await(store.log().append(judged));
        store("r", "ann", "c2", new Content.Membership("bob", Change.BANNED, null, null));

        assertThat(await(store.log().append(judged)))
                .isEqualTo(new Outcome.Stored(stored.epoch(), stored.seq(), stored.at(), true));
    }
}
