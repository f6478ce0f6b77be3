package io.parley.port;

import io.parley.room.Item;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds messages by the words of their present state. */
public interface Search {
    /**
     * What is looked for, and by whom.
     *
     * @param phrases each must occur, as words that follow each other ({@link io.parley.room.Words#phrases}); the last word
     *     of the last may be the beginning of one. At least one
     * @param room where; null for all rooms that the user is a member of
     * @param from whose; null for everybody's
     * @param before sent before then, in Unix milliseconds
     * @param cursor the {@code next} of the page before, or null for the first
     */
    record Query(
            String user,
            List<List<String>> phrases,
            @Nullable String room,
            @Nullable String from,
            long before,
            @Nullable Long cursor) {
        public Query {
            phrases = List.copyOf(phrases);
        }
    }

    /**
     * A page of what was found.
     *
     * @param items latest first, of one snapshot; may be fewer than asked for, even none, where there are more
     * @param next null where there are no more
     */
    record Found(List<Item> items, @Nullable Long next) {
        public Found {
            items = List.copyOf(items);
        }
    }

    /**
     * At most {@code limit} messages and about {@code maxBytes}, yet at least one where there is one. A message is found as
     * soon as it is durable. A named room is read whoever asks: whether the user may, is for the caller to judge.
     */
    Future<Found> find(Query query, int limit, int maxBytes);
}
