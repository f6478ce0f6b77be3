package io.parley.port;

import io.parley.room.Excerpt;
import io.parley.room.Item;
import io.parley.room.Member;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rooms and who belongs to them: the present state that the log's entries lead to. */
public interface Rooms {
    /** What became of a {@link NewRoom}. */
    sealed interface Creation {
        /** It is there, durably; a {@code duplicate} was so before, made by the same creator under the same cid. */
        record Created(Standing standing, boolean duplicate) implements Creation {}

        /** The id names, or once named, another room. */
        record Taken() implements Creation {}

        /** The cid made another room, or the same with other fields. */
        record Reused() implements Creation {}

        /** A member is not a user of this server. */
        record NoUser(String user) implements Creation {}

        record Busy(long retryAfterMs) implements Creation {}
    }

    /** Idempotent under a cid. For a direct room that exists, {@code Created} with {@code duplicate}. */
    Future<Creation> create(NewRoom room);

    /**
     * A room in a user's list.
     *
     * @param last its last message in its present state, or null where none is left
     */
    record Listed(Standing standing, @Nullable Item last) {}

    /** Null for a room that is not there; whether the user may know of it is for the caller to judge. */
    Future<@Nullable Standing> standing(String room, String user);

    /**
     * Null for a room that is not there. May have been remembered: it is never behind what this node has changed or heard
     * of, and at most a second behind what others have. A write is judged on a {@link #standing}.
     */
    Future<@Nullable Place> place(String room, String user);

    /** As {@link #standing}, for many rooms in one snapshot, by room id; those that are not there are absent. */
    Future<Map<String, Standing>> standings(Collection<String> rooms, String user);

    /**
     * Messages in their present state, as {@code user} sees it. May hold fewer than asked for, even none, where other
     * entries lie between them. Fails with {@code not_found} for a room that is not there.
     */
    Future<Excerpt> messages(String room, String user, Span span);

    /** The rooms {@code user} is a member of, latest activity first, below {@code offset}. */
    Future<List<Listed>> of(String user, int offset, int limit);

    /**
     * Public rooms whose name or id contains {@code query}, by id, as {@code user} stands in them; without those from which
     * the user is banned.
     */
    Future<List<Standing>> open(String user, String query, @Nullable String afterId, int limit);

    /** The members after {@code afterUser}, by user id. */
    Future<List<Member>> members(String room, @Nullable String afterUser, int limit);

    /**
     * Whether {@code user} is banned from {@code room}, by the store's clock. Asked after the {@link #standing} whose {@code acl_seq} an append is
     * to bear, it misses no ban: a later one makes that append stale.
     */
    Future<Boolean> banned(String room, String user);

    /** How far those of {@code users} have read who have read anything. */
    Future<Map<String, Long>> reads(String room, Collection<String> users);

    /** Others who are in a room with {@code user} of at most {@code members}; at most {@code limit} of them. */
    Future<Set<String>> company(String user, int members, int limit);

    /** Those of {@code others} who are in any room with {@code user}; the user is not among them. */
    Future<Set<String>> acquainted(String user, Collection<String> others);

    /**
     * Records that {@code user} has read up to {@code seq}, and tells how far that is in all. Cumulative and idempotent;
     * never above the head. Durable when done.
     */
    Future<Long> read(String room, String user, long seq);
}
