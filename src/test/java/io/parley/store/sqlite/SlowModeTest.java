package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts;
import io.parley.port.Append;
import io.parley.port.ManualClock;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class SlowModeTest {
    @TempDir
    private Path dir;

    private final ManualClock clock = new ManualClock();

    private Outcome append(Opened store, String from, String cid, Content content) {
        long aclSeq = store.rooms().standing("r", from).await().room().aclSeq();
        return store.log().append(new Append("r", from, cid, content, aclSeq)).await();
    }

    @Test
    void aRestartIsNoWayAroundIt() throws Exception {
        Content message = new Content.Message(Body.of("x"), null, null);
        try (Opened store = new Opened(dir, SqliteSettings.defaults(), clock, commit -> {})) {
            store.accounts()
                    .register(new Accounts.Account("ann", "ann", null, 1))
                    .await();
            store.accounts()
                    .register(new Accounts.Account("bob", "bob", null, 1))
                    .await();
            store.rooms()
                    .create(new NewRoom(
                            "r", "ann", null, "R", RoomKind.PUBLIC, Map.of("ann", Role.OWNER, "bob", Role.MEMBER)))
                    .await();
            append(store, "ann", "slow", new Content.RoomChange(null, null, null, false, 60));
            assertThat(append(store, "bob", "c1", message)).isInstanceOf(Outcome.Stored.class);
        }

        try (Opened store = new Opened(dir, SqliteSettings.defaults(), clock, commit -> {})) {
            assertThat(append(store, "bob", "c2", message)).isEqualTo(new Outcome.Early(60_000));
        }
    }
}
