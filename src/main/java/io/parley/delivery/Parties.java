package io.parley.delivery;

import io.parley.port.Append;
import io.parley.port.Rooms;
import io.parley.port.Standing;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Member;
import io.vertx.core.Future;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Those whom a write concerns, as far as its right depends on them. What is read after the standing misses no restriction
 * below its {@code acl_seq}, and a later one makes the append stale.
 *
 * @param standing of who writes; null where there is no such room
 * @param banned whether who writes is banned; members never are
 * @param other how the member stands whom the content is about; null where it is about none, or one who is no member
 * @param otherBanned whether one who is to be added is banned
 */
record Parties(
        @Nullable Standing standing,
        boolean banned,
        @Nullable Member other,
        boolean otherBanned) {
    /** Of a write that is about nobody, by a member. */
    static Parties of(@Nullable Standing standing) {
        return new Parties(standing, false, null, false);
    }

    /** Completes on the loop; at once where a member writes about nobody else. */
    static Future<Parties> read(Rooms rooms, Executor loop, Append append, @Nullable Standing standing) {
        if (standing == null) {
            return Future.succeededFuture(of(null));
        }
        Future<Boolean> banned = standing.member() == null
                ? Hop.to(loop, rooms.banned(append.room(), append.from()))
                : Future.succeededFuture(false);
        if (!(append.content() instanceof Content.Membership membership)) {
            return banned.map(is -> new Parties(standing, is, null, false));
        }
        if (membership.member().equals(append.from())) {
            return banned.map(is -> new Parties(standing, is, standing.member(), is));
        }
        Future<Boolean> otherBanned = membership.change() == Change.ADDED
                ? Hop.to(loop, rooms.banned(append.room(), membership.member()))
                : Future.succeededFuture(false);
        Future<@Nullable Member> other = Hop.to(loop, rooms.standing(append.room(), membership.member()))
                .map(found -> found == null ? null : found.member());
        return banned.compose(
                is -> otherBanned.compose(otherIs -> other.map(found -> new Parties(standing, is, found, otherIs))));
    }
}
