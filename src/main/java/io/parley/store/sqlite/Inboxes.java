package io.parley.store.sqlite;

import io.parley.room.Inbox;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms that come and go with the accounts. */
final class Inboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Inboxes.class);
    /** Erased in one step, small enough to go between other writes. */
    private static final int ROWS = 500;

    private static final int WEIGHT = 100;

    private Inboxes() {}

    static void open(Sql sql, String user, long epoch, long now) throws SQLException {
        String id = Inbox.of(user);
        sql.update(
                "INSERT INTO rooms (id, name, kind, created_at, epoch) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                id,
                id,
                RoomKind.INBOX.wireName(),
                now,
                epoch);
    }

    /** From then on nobody reads it, and nothing is put into it. */
    static void close(Batch batch, String user) throws SQLException {
        RoomRow room = batch.room(Inbox.of(user));
        if (room != null && room.kind == RoomKind.INBOX) {
            room.deleted = true;
        }
    }

    /** Takes out what closed inboxes hold, in steps; whatever is left when the store stops, or fails, at the next start. */
    static void erase(Writer writer) {
        Future<Boolean> step = writer.submit(new Write<>(WEIGHT, Inboxes::eraseSome, null));
        step.onSuccess(more -> {
            if (more) {
                erase(writer);
            }
        });
        step.onFailure(cause -> LOG.warn("store: deleted inboxes are erased at the next start: {}", cause.toString()));
    }

    /** True when there may be more. */
    private static boolean eraseSome(Batch batch) throws SQLException {
        Sql sql = batch.sql();
        String id = sql.first(
                "SELECT id FROM rooms WHERE kind = 'inbox' AND deleted = 1 AND oldest <= head LIMIT 1",
                row -> row.getString(1));
        RoomRow room = id == null ? null : batch.room(id);
        if (room == null) {
            return false;
        }
        int entries = sql.update(
                "DELETE FROM entries WHERE id IN (SELECT id FROM entries WHERE room = ? LIMIT ?)", room.key, ROWS);
        int cids = sql.update(
                "DELETE FROM cids WHERE (room, sender, cid) IN (SELECT room, sender, cid FROM cids WHERE room = ? LIMIT"
                        + " ?)",
                room.key,
                ROWS);
        if (entries < ROWS && cids < ROWS) {
            sql.update("DELETE FROM reads WHERE room = ?", room.key);
            sql.update("DELETE FROM outliving_cids WHERE room = ?", room.key);
            room.oldest = room.head + 1;
        }
        return true;
    }
}
