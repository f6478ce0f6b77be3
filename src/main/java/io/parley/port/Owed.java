package io.parley.port;

import io.parley.room.Occasion;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has happened and people's inboxes are still to tell. It is recorded in the transaction of its cause and stays until
 * it is settled, over every restart. An inbox may be kept elsewhere than what it tells of: whoever brings it there does that
 * first and settles then, and a repeat must be told from news by its cid.
 */
public interface Owed {
    /** The most that one {@link Debt} names of those who are to be told. */
    int RECIPIENTS = 100;

    /**
     * A cause, with the next of those who are to be told. Its own id names it for ever.
     *
     * @param epoch the room's when it happened
     * @param head how far the room's log reached when it had happened
     * @param seq of the entry that was the cause; null where it made none
     * @param from who caused it, and is not told
     * @param to by user id; empty where nobody is left
     */
    record Debt(
            long id,
            String room,
            long epoch,
            long head,
            @Nullable Long seq,
            Occasion occasion,
            String from,
            List<String> to) {
        public Debt {
            to = List.copyOf(to);
        }

        /** The same with the first {@code count} of those who are to be told. */
        public Debt first(int count) {
            return new Debt(id, room, epoch, head, seq, occasion, from, to.subList(0, count));
        }
    }

    /** The oldest {@code limit} causes, of each the next who are to be told: those after whom was settled last. */
    Future<List<Debt>> owed(int limit);

    /**
     * Those named, and whoever comes before them by user id, have been told. A cause of which nobody is left is owed no more.
     * Idempotent; durable when done.
     */
    Future<Void> settle(List<Debt> debts);
}
