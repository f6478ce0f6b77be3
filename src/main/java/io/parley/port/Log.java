package io.parley.port;

import io.parley.room.Head;
import io.parley.room.History;
import io.parley.room.Page;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The durable log of every room. It alone decides order and duplicates. */
public interface Log {
    /**
     * Stores an entry, or finds the one that (room, from, cid) already names. The future completes when that entry is
     * durable. Idempotent. Appends handed in one after the other, from one thread and to one room, are stored in that
     * order. Where joins are silent, one who joins or is added makes no entry and no cid: {@code Stored} then bears the head,
     * and {@code duplicate} says that the member was there before. What the content is about is judged in the same breath, and so is
     * the room's slow mode. A failed future means that the outcome is unknown: the entry may be stored, and a repeat will tell.
     */
    Future<Outcome> append(Append append);

    /** What (room, from, cid) names, judging only whether the content is the same; null where it names nothing. */
    Future<@Nullable Outcome> find(Append append);

    /**
     * The entries above {@code after}, at most {@code limit} of them and about {@code maxBytes}, yet at least one where
     * there is one; starting at {@code oldest} where the log has been trimmed above {@code after}. One snapshot; an empty
     * page means that {@code after >= head}. Fails with {@code not_found} for a room that is not there.
     */
    Future<Page> after(String room, long after, int limit, int maxBytes);

    /** The highest entries below {@code before}, ascending; otherwise as {@link #after}. */
    Future<Page> before(String room, long before, int limit, int maxBytes);

    /** The bounds and forks of a room's log, read afresh; null for a room that is not there. */
    Future<@Nullable History> history(String room);

    /** The number of the last {@link Commit}, never lower than one that anybody was told. Cheap: a row, not a query over rooms. */
    Future<Long> commits();

    /** The heads of those of {@code rooms} that exist. */
    Future<Map<String, Head>> heads(Collection<String> rooms);
}
