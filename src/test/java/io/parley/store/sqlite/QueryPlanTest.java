package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people look up costs as much as is found, not as much as there is: the database searches, and neither scans nor sorts. */
@NullUnmarked
class QueryPlanTest {
    @TempDir
    private Path dir;

    private Sql sql;

    @BeforeEach
    void open() throws Exception {
        Path data = Files.createDirectories(dir.resolve("data"));
        Opened.in(data).close();
        sql = Sql.reading(data.resolve("parley.db"));
    }

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void peopleAreSearchedByIdAndByName() throws SQLException {
        assertThat(plan(SqliteAccounts.BY_ID, 3)).containsExactly("SEARCH users USING PRIMARY KEY (id>? AND id<?)");
        assertThat(plan(SqliteAccounts.BY_NAME, 3))
                .containsExactly("SEARCH users USING INDEX users_folded (folded>? AND folded<?)");
    }

    @Test
    void publicRoomsAreReadFromTheCursorOnInAnIndexThatHoldsTheirNames() throws SQLException {
        assertThat(plan(RoomLists.OPEN, 5))
                .contains("SEARCH rooms USING COVERING INDEX rooms_public (id>?)")
                .noneMatch(step -> step.startsWith("SCAN rooms"));
    }

    @Test
    void myRoomsAreFoundByTheirMember() throws SQLException {
        assertThat(plan(RoomLists.LISTED, 3))
                .contains("SEARCH members USING COVERING INDEX members_user (user=?)")
                .noneMatch(step -> step.matches("SCAN (?!wanted).*"));
    }

    @Test
    void theCatalogIsReadFromIndexes() throws SQLException {
        assertThat(plan(SqliteCatalog.ROOMS, 2))
                .containsExactly("SEARCH rooms USING COVERING INDEX sqlite_autoindex_rooms_1 (id>?)");
        assertThat(plan(SqliteCatalog.USERS, 2)).containsExactly("SEARCH users USING PRIMARY KEY (id>?)");
    }

    private List<String> plan(String query, int values) throws SQLException {
        List<Object> none = new ArrayList<>(Collections.nCopies(values, null));
        return sql.all("EXPLAIN QUERY PLAN " + query, row -> row.getString(4), none.toArray());
    }
}
