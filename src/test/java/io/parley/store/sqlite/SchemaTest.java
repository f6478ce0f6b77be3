package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Search;
import io.parley.port.Standing;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.RoomKind;
import io.parley.room.Span;
import io.parley.room.Tally;
import io.parley.room.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that an older version wrote is brought to this one's schema, and loses nothing. */
@NullUnmarked
class SchemaTest {
    @TempDir
    private Path dir;

    @Test
    void theUsersOfAnOlderDatabaseGetTheirInboxes() throws Exception {
        Path database = Files.createDirectories(dir.resolve("data")).resolve("parley.db");
        migrateTo("4", database);
        try (Sql sql = Sql.writing(database)) {
            sql.execute("INSERT INTO store (id, epoch, commits) VALUES (1, 7, 4)");
            sql.execute("INSERT INTO users (id, display_name, created_at, deleted) VALUES "
                    + "('ann', 'Ann', 1, 0), ('gone', '', 1, 1), ('all', 'All', 1, 0)");
        }

        Opened store = Opened.in(dir.resolve("data"));
        try {
            Standing ann = store.rooms().standing("@ann", "ann").await();
            assertThat(ann.room().kind()).isEqualTo(RoomKind.INBOX);
            assertThat(ann.history().head()).isZero();
            assertThat(store.rooms().standing("@gone", "gone").await()).isNull();
            assertThat(store.rooms().standing("@all", "ann").await().room().kind())
                    .isEqualTo(RoomKind.ANNOUNCEMENTS);
            assertThat(store.log().history("@all").await().epoch())
                    .isEqualTo(ann.history().epoch());
        } finally {
            store.close();
        }
    }

    private static void migrateTo(String version, Path database) {
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + database, null, null)
                .locations("classpath:db/sqlite")
                .target(version)
                .load()
                .migrate();
    }

    @Test
    void theLastMessageTheReactionsAndTheWordsOfAnOlderDatabaseAreFound() throws Exception {
        Path database = Files.createDirectories(dir.resolve("data")).resolve("parley.db");
        migrateTo("1", database);
        try (Sql sql = Sql.writing(database)) {
            sql.execute("INSERT INTO rooms (key, id, name, kind, created_at, epoch, head, messages, members) "
                    + "VALUES (1, 'r', 'R', 'public', 1, 7, 4, 2, 1), (2, 'empty', 'E', 'public', 1, 7, 1, 0, 1)");
            sql.execute("INSERT INTO members (room, user, role, joined_at) VALUES (1, 'ann', 'owner', 1), "
                    + "(2, 'ann', 'owner', 1)");
            sql.execute("INSERT INTO entries (room, seq, at, sender, cid, kind, content, messages) VALUES "
                    + "(1, 1, 1, 'ann', 'a', 'message', '{\"body\":{\"text\":\"one\"}}', 1), "
                    + "(1, 2, 2, 'ann', 'b', 'message', '{\"body\":{\"text\":\"two\"}}', 2), "
                    + "(1, 3, 3, 'bob', 'c', 'reaction', '{\"target\":2,\"emoji\":\"+\",\"on\":true}', 2), "
                    + "(1, 4, 4, 'ann', 'd', 'reaction', '{\"target\":2,\"emoji\":\"+\",\"on\":true}', 2)");
            sql.execute("INSERT INTO reactions (room, target, sender, emoji, seq) VALUES "
                    + "(1, 2, 'bob', '+', 3), (1, 2, 'ann', '+', 4)");
            sql.execute("INSERT INTO store (id, epoch, commits) VALUES (1, 7, 4)");
        }

        Opened store = Opened.in(dir.resolve("data"));
        try {
            assertThat(store.rooms().of("ann", 0, 10).await())
                    .filteredOn(listed -> listed.last() != null)
                    .singleElement()
                    .satisfies(listed -> {
                        assertThat(listed.last().entry().content())
                                .isEqualTo(new Content.Message(Body.of("two"), null, null));
                        assertThat(listed.last().reactions()).containsExactly(new Tally("+", 2, true));
                    });
            assertThat(store.rooms()
                            .messages("r", "bob", new Span(9, 9, 0, 1 << 20))
                            .await()
                            .items())
                    .hasSize(2);
            Search.Query query = new Search.Query("ann", Words.phrases("two"), null, null, Long.MAX_VALUE, null);
            assertThat(store.search().find(query, 10, 1 << 20).await().items()).hasSize(1);
        } finally {
            store.close();
        }
    }
}
