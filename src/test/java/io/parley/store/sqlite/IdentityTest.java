package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.port.Commit;
import io.parley.port.Outcome;
import io.parley.port.StoreContract;
import io.parley.port.TestStore;
import io.parley.room.Fork;
import io.parley.room.History;
import io.parley.room.Resumption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the store says that it may have forgotten. */
@NullUnmarked
class IdentityTest extends StoreContract {
    @TempDir
    private Path dir;

    private Opened opened;

    @Override
    protected TestStore open(InstantSource time, Consumer<Commit> committed) throws StoreUnusable {
        opened = new Opened(dir, SqliteSettings.defaults(), time, committed);
        return opened;
    }

    @Test
    void theEpochIsPositiveExactInJsonAndKeptOverARestart() {
        long epoch = newRoom("r").history().epoch();
        assertThat(epoch).isPositive().isLessThan(1L << 53);

        opened.close();
        opened.reopen();

        assertThat(history("r").epoch()).isEqualTo(epoch);
        assertThat(history("r").forks()).isEmpty();
        assertThat(newRoom("s").history().epoch()).isEqualTo(epoch);
    }

    @Test
    void anOlderDatabasePutInPlaceBeginsANewEpochAndRecordsTheFork() throws IOException {
        newRoom("r");
        newRoom("quiet");
        long kept = say("r", "ann", "c1", "kept").seq();
        Path copy = copyClosed("parley.db");
        say("r", "ann", "c2", "forgotten");
        say("r", "ann", "c3", "forgotten too");
        long commits = await(store.log().commits());
        History before = history("r");

        opened.close();
        Files.copy(copy, dir.resolve("parley.db"), StandardCopyOption.REPLACE_EXISTING);
        opened.reopen();

        History after = history("r");
        assertThat(after.epoch()).isNotEqualTo(before.epoch());
        assertThat(after.head()).isEqualTo(kept);
        assertThat(after.forks()).containsExactly(new Fork(before.epoch(), kept));
        assertThat(history("quiet").forks()).containsExactly(new Fork(before.epoch(), 3));
        assertThat(await(store.log().commits())).isGreaterThan(commits);
        Outcome.Stored other = say("r", "ann", "c4", "another history");
        assertThat(other.seq()).isEqualTo(kept + 1);
        assertThat(other.epoch()).isEqualTo(after.epoch());
        assertThat(history("r").resume(before.epoch(), kept)).isEqualTo(new Resumption(kept + 1, null));
        assertThat(history("r").resume(before.epoch(), kept + 2))
                .isEqualTo(new Resumption(kept + 1, Resumption.Reason.REPLACED));
        assertThat(newRoom("new").history().epoch()).isEqualTo(after.epoch());
    }

    @Test
    void theSameOldDatabasePutInPlaceTwiceBeginsTwoEpochs() throws IOException {
        newRoom("r");
        Path copy = copyClosed("parley.db");
        long first = history("r").epoch();
        opened.newEpoch();
        long second = history("r").epoch();

        opened.close();
        Files.copy(copy, dir.resolve("parley.db"), StandardCopyOption.REPLACE_EXISTING);
        opened.reopen();

        assertThat(history("r").epoch()).isNotIn(first, second);
    }

    @Test
    void aBackupHoldsEverythingAndOpensInANewEpoch() throws Exception {
        newRoom("r");
        long seq = say("r", "ann", "c1", "kept").seq();
        History before = history("r");
        await(opened.backup(dir.resolve("backup.db")));
        say("r", "ann", "c2", "after the backup");

        Path elsewhere = Files.createDirectory(dir.resolve("elsewhere"));
        Files.copy(dir.resolve("backup.db"), elsewhere.resolve("parley.db"));
        Files.copy(dir.resolve("commits"), elsewhere.resolve("commits"));
        Opened restored = Opened.in(elsewhere);

        History after = await(restored.log().history("r"));
        assertThat(after.head()).isEqualTo(seq);
        assertThat(after.epoch()).isNotEqualTo(before.epoch());
        assertThat(after.forks()).containsExactly(new Fork(before.epoch(), seq));
        restored.close();
    }

    @Test
    void aBackupNeverReplacesAFile() throws IOException {
        Path there = Files.writeString(dir.resolve("there"), "something");

        assertThatThrownBy(() -> await(opened.backup(there))).isInstanceOf(IOException.class);
        assertThat(there).hasContent("something");
    }

    @Test
    void aDatabaseWithoutItsSideFileBeginsANewEpoch() throws IOException {
        long epoch = newRoom("r").history().epoch();
        opened.close();
        Files.delete(dir.resolve("commits"));
        opened.reopen();

        assertThat(history("r").forks()).containsExactly(new Fork(epoch, 3));
    }

    @Test
    void aSideFileThatCannotBeReadBeginsANewEpoch() throws IOException {
        long epoch = newRoom("r").history().epoch();
        opened.close();
        Files.writeString(dir.resolve("commits"), "epoch 1\ncom");
        opened.reopen();

        assertThat(history("r").forks()).containsExactly(new Fork(epoch, 3));
    }

    @Test
    void theSideFileNamesTheLastCommitWhenTheStoreIsClosed() throws IOException {
        long epoch = newRoom("r").history().epoch();
        say("r", "ann", "c1", "hello");
        long commits = await(store.log().commits());

        opened.close();

        assertThat(Mark.read(dir.resolve("commits"))).isEqualTo(new Mark(epoch, commits));
        opened.reopen();
    }

    @Test
    void theSideFileFollowsWithoutAClose() {
        long epoch = newRoom("r").history().epoch();
        say("r", "ann", "c1", "hello");
        long commits = await(store.log().commits());

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(Mark.read(dir.resolve("commits"))).isEqualTo(new Mark(epoch, commits)));
    }

    /** A copy of the closed database's file. */
    private Path copyClosed(String file) throws IOException {
        opened.close();
        Path copy = Files.copy(dir.resolve(file), dir.resolve(file + ".old"));
        opened.reopen();
        return copy;
    }

    private History history(String room) {
        return await(store.log().history(room));
    }
}
