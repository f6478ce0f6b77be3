package io.parley.delivery;

import io.parley.port.Rooms;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.ServerFrame;
import io.parley.room.Entry;
import io.parley.room.Member;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people may look up of each other, and let each other know by reading. Any thread; completes on any thread. */
public final class People {
    private final Engine engine;
    private final Rooms rooms;

    People(Engine engine) {
        this.engine = engine;
        this.rooms = engine.ports().rooms();
    }

    /**
     * How a member stands to an entry. Who has read it has been shown it.
     *
     * @param shownAt Unix milliseconds, by when at the latest; null where that is not known
     * @param readAt likewise
     */
    public record Receipt(
            String user,
            boolean shown,
            @Nullable Long shownAt,
            boolean read,
            @Nullable Long readAt) {}

    /** A page of receipts, by user id, for an entry stored at that time in Unix milliseconds. */
    public record Reception(long storedAt, List<Receipt> receipts) {
        public Reception {
            receipts = List.copyOf(receipts);
        }
    }

    /** Of the asker and of those who share a room with the asker; of others there is nothing, as of those who do not exist. */
    public Future<List<ServerFrame.Presence>> presence(String asker, Collection<String> users) {
        Set<String> asked = new LinkedHashSet<>(users);
        return rooms.acquainted(asker, asked).compose(acquainted -> {
            List<Future<ServerFrame.Presence>> found = new ArrayList<>();
            for (String user : asked) {
                if (user.equals(asker) || acquainted.contains(user)) {
                    found.add(on(user, signs -> signs.presences().of(user)));
                }
            }
            return Future.all(found)
                    .map(all -> found.stream().map(Future::result).toList());
        });
    }

    private <T> Future<T> on(String key, Function<Signs, T> look) {
        if (!engine.ready().isComplete()) {
            return Future.failedFuture(Failure.of(Code.UNAVAILABLE, "this node is starting"));
        }
        Signs signs = engine.signs(key);
        Promise<T> promise = Promise.promise();
        signs.loop().execute(() -> promise.complete(look.apply(signs)));
        return promise.future();
    }

    /** Stores it, and tells the user's other devices and the others of a small room. Durable when done. */
    public Future<Void> read(String user, String room, long seq) {
        return read(user, room, seq, null);
    }

    /** @param by the connection that says it; it need not be told */
    Future<Void> read(String user, String room, long seq, @Nullable Session by) {
        return engine.reading().read(user, room, seq).map(readSeq -> {
            for (Session session : engine.users().of(user)) {
                if (session != by) {
                    session.hub().loop().execute(() -> session.attendance().haveRead(room, readSeq));
                }
            }
            long at = engine.ports().clock().getAsLong();
            var unused = on(room, signs -> {
                signs.receipts().read(room, user, readSeq, at, signs.loop().nanoTime());
                return true;
            });
            return null;
        });
    }

    /** For members alone, who came above {@code afterUser}; {@code not_found} where there is no such entry any more. */
    public Future<Reception> receipts(String asker, String room, long seq, @Nullable String afterUser, int limit) {
        return engine.reading()
                .entry(asker, room, seq)
                .compose(entry -> rooms.members(room, afterUser, limit).compose(members -> reception(entry, members)));
    }

    private Future<Reception> reception(Entry entry, List<Member> members) {
        List<String> users = members.stream().map(Member::user).toList();
        return rooms.reads(entry.room(), users)
                .compose(reads -> on(entry.room(), signs -> signs.receipts().of(entry.room(), entry.seq()))
                        .map(seen -> new Reception(
                                entry.at(),
                                users.stream()
                                        .map(user -> receipt(entry.seq(), user, reads, seen))
                                        .toList())));
    }

    private static Receipt receipt(long seq, String user, Map<String, Long> reads, Map<String, Receipts.Seen> all) {
        Receipts.Seen seen = all.getOrDefault(user, Receipts.Seen.NOT);
        boolean read = reads.getOrDefault(user, 0L) >= seq;
        Long readAt = read ? seen.read() : null;
        Long shownAt = seen.acked() == null || (readAt != null && readAt < seen.acked()) ? readAt : seen.acked();
        return new Receipt(user, read || shownAt != null, shownAt, read, readAt);
    }
}
