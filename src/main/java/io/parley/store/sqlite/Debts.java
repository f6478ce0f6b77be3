package io.parley.store.sqlite;

import io.parley.port.Owed;
import io.parley.port.Owed.Debt;
import io.parley.room.Occasion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of {@code owed}: written with their causes, read and settled by {@link SqliteOwed}. */
final class Debts {
    private static final String SEPARATOR = " ";
    private static final String SELECT =
            "SELECT owed.id, rooms.id, owed.epoch, owed.head, owed.seq, occasion, sender, owed.room, whom, told "
                    + "FROM owed JOIN rooms ON rooms.key = owed.room ";

    /**
     * A row.
     *
     * @param whom those who are to be told; null for all members of the room but its sender, which is then deleted, so that
     *     nobody comes or goes any more
     */
    private record Row(Debt debt, long key, @Nullable String whom, String told) {}

    private final Sql sql;

    Debts(Sql sql) {
        this.sql = sql;
    }

    /** @param seq of the entry that is the cause; null where the cause makes none */
    void owe(RoomRow room, @Nullable Long seq, Occasion occasion, String from, String whom) throws SQLException {
        if (!whom.equals(from)) {
            insert(room, seq, occasion, from, whom);
        }
    }

    /** To those who are members: others may be named, and are not told, so that nobody is disturbed from a room of others. */
    void oweMentioned(RoomRow room, long seq, String from, List<String> mentions) throws SQLException {
        TreeSet<String> whom = new TreeSet<>(mentions);
        whom.remove(from);
        List<String> members = new ArrayList<>();
        for (String user : whom) {
            if (sql.number(0, "SELECT 1 FROM members WHERE room = ? AND user = ?", room.key, user) != 0) {
                members.add(user);
            }
        }
        if (!members.isEmpty()) {
            insert(room, seq, Occasion.MENTIONED, from, String.join(SEPARATOR, members));
        }
    }

    void oweAll(RoomRow room, long seq, Occasion occasion, String from) throws SQLException {
        insert(room, seq, occasion, from, null);
    }

    private void insert(RoomRow room, @Nullable Long seq, Occasion occasion, String from, @Nullable String whom)
            throws SQLException {
        sql.update(
                "INSERT INTO owed (room, epoch, head, seq, occasion, sender, whom) VALUES (?, ?, ?, ?, ?, ?, ?)",
                room.key,
                room.epoch,
                room.head,
                seq,
                occasion.name().toLowerCase(Locale.ROOT),
                from,
                whom);
    }

    /** The oldest, each with the next who are to be told. */
    List<Debt> oldest(int limit) throws SQLException {
        List<Debt> debts = new ArrayList<>();
        for (Row row : sql.all(SELECT + "ORDER BY owed.id LIMIT ?", Debts::row, limit)) {
            Debt debt = row.debt();
            debts.add(new Debt(
                    debt.id(),
                    debt.room(),
                    debt.epoch(),
                    debt.head(),
                    debt.seq(),
                    debt.occasion(),
                    debt.from(),
                    next(row, row.told(), Owed.RECIPIENTS)));
        }
        return debts;
    }

    void settle(Debt debt) throws SQLException {
        Row row = sql.first(SELECT + "WHERE owed.id = ?", Debts::row, debt.id());
        if (row == null) {
            return;
        }
        String last = debt.to().isEmpty() ? "" : debt.to().getLast();
        String told = last.compareTo(row.told()) > 0 ? last : row.told();
        if (next(row, told, 1).isEmpty()) {
            sql.update("DELETE FROM owed WHERE id = ?", debt.id());
        } else {
            sql.update("UPDATE owed SET told = ? WHERE id = ?", told, debt.id());
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Debt(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        Sql.nullableLong(row, 5),
                        Occasion.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                        row.getString(7),
                        List.of()),
                row.getLong(8),
                row.getString(9),
                row.getString(10));
    }

    private List<String> next(Row row, String told, int limit) throws SQLException {
        String whom = row.whom();
        return whom == null
                ? sql.all(
                        "SELECT user FROM members WHERE room = ? AND user > ? AND user <> ? ORDER BY user LIMIT ?",
                        user -> user.getString(1),
                        row.key(),
                        told,
                        row.debt().from(),
                        limit)
                : List.of(whom.split(SEPARATOR, -1)).stream()
                        .filter(user -> user.compareTo(told) > 0)
                        .limit(limit)
                        .toList();
    }
}
