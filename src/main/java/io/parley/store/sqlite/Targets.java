package io.parley.store.sqlite;

import io.parley.port.Append;
import io.parley.port.Outcome.Unfit;
import io.parley.port.Outcome.Unfit.Fault;
import io.parley.room.Content;
import io.parley.room.Tally;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whether the messages or the member that a content is about allow it, judged in the transaction that is to store it. */
final class Targets {
    private Targets() {}

    /** Whether there is nothing to judge. */
    static boolean hasNone(Content content) {
        return content.targets().isEmpty() && !(content instanceof Content.Membership);
    }

    /** Null where they do. */
    static @Nullable Unfit judge(Sql sql, RoomRow room, Append append) throws SQLException {
        if (append.content() instanceof Content.Membership membership) {
            Fault fault = Belonging.judge(sql, room, membership);
            return fault == null ? null : new Unfit(0, fault);
        }
        for (long target : append.content().targets()) {
            Fault fault = fault(sql, room, append, target);
            if (fault != null) {
                return new Unfit(target, fault);
            }
        }
        return null;
    }

    private static @Nullable Fault fault(Sql sql, RoomRow room, Append append, long target) throws SQLException {
        String author = sql.first(
                "SELECT sender FROM entries WHERE room = ? AND seq = ? AND kind = 'message'",
                row -> row.getString(1),
                room.key,
                target);
        if (author == null) {
            return Fault.NO_MESSAGE;
        }
        boolean own = author.equals(append.from());
        return switch (append.content()) {
            case Content.Edit edit when !own -> Fault.NOT_OWN;
            case Content.Delete delete when !own && !append.moderates() -> Fault.NOT_OWN;
            case Content.Reaction reaction when reaction.on() && full(sql, room, reaction) -> Fault.TOO_MANY_EMOJI;
            default -> null;
        };
    }

    /** An emoji once used is counted for ever, so that this answer to an append never changes. */
    private static boolean full(Sql sql, RoomRow room, Content.Reaction reaction) throws SQLException {
        return sql.number(
                        0,
                        "SELECT count(*) FROM tallies WHERE room = ?1 AND target = ?2 AND NOT EXISTS "
                                + "(SELECT 1 FROM tallies WHERE room = ?1 AND target = ?2 AND emoji = ?3)",
                        room.key,
                        reaction.target(),
                        reaction.emoji())
                >= Tally.MAX_EMOJI;
    }
}
