package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} does, and which accounts a commit names. */
@NullUnmarked
public abstract class CatalogContract extends StoreContract {
    @Test
    void allIdsAreThereInPagesAndThoseOfWhatIsNoMore() {
        newRoom("r2");
        newRoom("R3");
        newRoom("r1");
        store("r2", "ann", "del", new Content.RoomChange(null, null, null, true));
        await(store.accounts().delete("bob"));

        assertThat(await(store.catalog().rooms("", 2))).containsExactly("R3", "r1");
        assertThat(await(store.catalog().rooms("r1", 2))).containsExactly("r2");
        assertThat(await(store.catalog().users("", 10))).containsExactly("ann", "bob", "cat");
        assertThat(await(store.catalog().users("cat", 10))).isEmpty();
    }

    @Test
    void aCommitNamesTheUsersWhoseAccountsItTouched() {
        commits.clear();
        await(store.accounts().register(new Accounts.Account("dora", "Dora", "old", 1)));
        await(store.accounts().change("ann", new Accounts.Profile("Ann", null, null)));
        await(store.accounts().changePassword("dora", "old", "new", ""));
        await(store.accounts().delete("bob"));
        await(store.rooms().create(new NewRoom("r", "ann", null, "R", RoomKind.PUBLIC, Map.of("ann", Role.OWNER))));

        assertThat(commits.stream().map(Commit::users).filter(users -> !users.isEmpty()))
                .containsExactly(List.of("dora"), List.of("ann"), List.of("dora"), List.of("bob"));
    }
}
