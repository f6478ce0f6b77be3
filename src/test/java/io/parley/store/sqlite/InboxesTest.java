package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.room.Content;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a deleted account's inbox nothing is left in the tables, and not all at once. */
@NullUnmarked
class InboxesTest {
    private static final int NOTICES = 1_200;

    @TempDir
    private Path dir;

    private Opened store;

    @BeforeEach
    void fill() throws Exception {
        store = Opened.in(dir);
        for (String user : new String[] {"ann", "bob"}) {
            store.accounts().register(new Account(user, user, null, 1)).await();
        }
        Content notice = new Content.Notice("added", "r", null);
        for (int i = 1; i < NOTICES; i++) {
            var unused = store.log().append(new Append("@ann", "bob", "c" + i, notice, 0));
        }
        store.log().append(new Append("@ann", "bob", "last", notice, 0)).await();
        store.log().append(new Append("@bob", "ann", "c", notice, 0)).await();
        store.rooms().read("@ann", "ann", 7).await();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long rows(String table) throws SQLException {
        try (Sql sql = Sql.reading(dir.resolve("parley.db"))) {
            return sql.number(-1, "SELECT count(*) FROM " + table);
        }
    }

    private void awaitErased() {
        await().until(() -> rows("entries") == 1 && rows("cids") == 1 && rows("reads") == 0);
    }

    @Test
    void itIsErasedWhenTheAccountIsDeleted() throws Exception {
        assertThat(rows("entries")).isEqualTo(NOTICES + 1);
        store.accounts().delete("ann").await();

        awaitErased();
        assertThat(store.log().history("@bob").await().head()).isEqualTo(1);
    }

    @Test
    void whatIsLeftOfItIsErasedAtTheNextStart() throws Exception {
        store.close();
        try (Sql sql = Sql.writing(dir.resolve("parley.db"))) {
            sql.update("UPDATE rooms SET deleted = 1 WHERE id = '@ann'");
        }
        store.reopen();

        awaitErased();
    }
}
