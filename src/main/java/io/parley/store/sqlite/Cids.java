package io.parley.store.sqlite;

import io.parley.port.Outcome;
import io.parley.room.Digest;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What the cids of a room name. */
final class Cids {
    private Cids() {}

    /** False when the cid names an entry already. */
    static boolean claim(Sql sql, RoomRow room, String from, String cid, Claim claim) throws SQLException {
        return sql.update(
                        "INSERT INTO cids (room, sender, cid, seq, at, high, low) VALUES (?, ?, ?, ?, ?, ?, ?) "
                                + "ON CONFLICT DO NOTHING",
                        room.key,
                        from,
                        cid,
                        claim.seq(),
                        claim.at(),
                        claim.digest().high(),
                        claim.digest().low())
                == 1;
    }

    /** What becomes of a repeated write; null when the cid names nothing. */
    static @Nullable Outcome known(Sql sql, RoomRow room, String from, String cid, Digest digest) throws SQLException {
        Claim known = sql.first(
                "SELECT seq, at, high, low FROM cids WHERE room = ? AND sender = ? AND cid = ?",
                row -> new Claim(row.getLong(1), row.getLong(2), new Digest(row.getLong(3), row.getLong(4))),
                room.key,
                from,
                cid);
        if (known == null) {
            return null;
        }
        return known.digest().equals(digest)
                ? new Outcome.Stored(room.epoch, known.seq(), known.at(), true)
                : new Outcome.Reused(known.seq());
    }

    /** The entry that a cid names. */
    record Claim(long seq, long at, Digest digest) {}
}
