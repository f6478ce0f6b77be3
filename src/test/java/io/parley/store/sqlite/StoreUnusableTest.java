package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator is told, in one line, when the store can't be opened. */
class StoreUnusableTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void make() throws StoreUnusable {
        Opened.in(dir).close();
    }

    @Test
    void aDirectoryInUseIsRefusedAndFreeAfterTheClose() throws StoreUnusable {
        Opened first = Opened.in(dir);
        assertUnusable("in use");
        first.close();
        Opened.in(dir).close();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(database(), "this was a database once, ".repeat(400));
        assertUnusable("not a database");
    }

    @Test
    void aDatabaseCutShortIsRefused() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        assertUnusable("malformed");
    }

    @Test
    void aDatabaseDamagedInItsMidstIsRefused() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
            byte[] noise = new byte[(int) file.length() / 3];
            new Random(1).nextBytes(noise);
            file.seek(file.length() / 3);
            file.write(noise);
        }
        assertUnusable("malformed");
    }

    @Test
    void aDatabaseOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
        execute("PRAGMA user_version = " + (Schema.VERSION + 1));
        assertUnusable("newer version");
        execute("PRAGMA user_version = " + Schema.VERSION);
        Opened.in(dir).close();
    }

    @Test
    void aDatabaseOfSomethingElseIsRefused() throws Exception {
        Files.delete(database());
        execute("CREATE TABLE other (id INTEGER)");
        assertUnusable("schema");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsRefused() {
        assertThatThrownBy(() -> Opened.in(database().resolve("below a file"))).isInstanceOf(StoreUnusable.class);
    }

    @Test
    void theLastMigrationIsTheSchemaThatThisVersionKnows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/sqlite"))) {
            Path last = files.max(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"))))
                    .orElseThrow();
            assertThat(last.getFileName().toString()).startsWith("V" + Schema.VERSION + "__");
            assertThat(Files.readString(last)).contains("PRAGMA user_version = " + Schema.VERSION + ";");
        }
    }

    private void assertUnusable(String reason) {
        assertThatThrownBy(() -> Opened.in(dir))
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(dir.toString())
                .message()
                .doesNotContain("\n");
    }

    private void execute(String statement) throws SQLException {
        try (Sql sql = Sql.writing(database())) {
            sql.execute(statement);
        }
    }

    private Path database() {
        return dir.resolve("parley.db");
    }
}
