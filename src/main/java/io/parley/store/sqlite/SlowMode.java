package io.parley.store.sqlite;

import io.parley.port.Append;
import io.parley.port.Outcome;
import io.parley.room.Content;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** When each sender last sent a message to a room in slow mode. A room that is in none costs nothing. */
final class SlowMode {
    private static final long SECOND = 1_000;

    private SlowMode() {}

    /** Whether the append has to be judged. */
    static boolean binds(RoomRow room, Append append) {
        return room.slowMode > 0 && append.content() instanceof Content.Message && !append.moderates();
    }

    /** Null where the append is not too early, which would be stored at {@code at}. */
    static @Nullable Outcome judge(Batch batch, RoomRow room, Append append) throws SQLException {
        if (!binds(room, append)) {
            return null;
        }
        long last = batch.sql()
                .number(
                        Long.MIN_VALUE / 2,
                        "SELECT at FROM slow_sends WHERE room = ? AND user = ?",
                        room.key,
                        append.from());
        long next = last + room.slowMode * SECOND;
        return batch.at(room) >= next ? null : new Outcome.Early(next - batch.now());
    }

    static void sent(Sql sql, RoomRow room, String user, long at) throws SQLException {
        if (room.slowMode > 0) {
            sql.update(
                    "INSERT INTO slow_sends (room, user, at) VALUES (?, ?, ?) "
                            + "ON CONFLICT DO UPDATE SET at = excluded.at",
                    room.key,
                    user,
                    at);
        }
    }

    /** What was remembered is forgotten where it ends. */
    static void change(Sql sql, RoomRow room, int seconds) throws SQLException {
        room.slowMode = seconds;
        if (seconds == 0) {
            sql.update("DELETE FROM slow_sends WHERE room = ?", room.key);
        }
    }
}
