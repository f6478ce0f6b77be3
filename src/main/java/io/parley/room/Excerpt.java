package io.parley.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a room's messages in their present state, read in one snapshot together with the log's bounds.
 *
 * @param aclSeq as in {@link Page}
 * @param items ascending by seq; the state as of {@code head}
 * @param lowest everything readable from this seq up to the span's pivot has been looked at; null when nothing readable
 *     is below it
 * @param highest everything from the pivot up to this seq has been looked at; null when that is the head
 */
public record Excerpt(
        long epoch,
        long oldest,
        long head,
        long aclSeq,
        List<Item> items,
        @Nullable Long lowest,
        @Nullable Long highest) {
    public Excerpt {
        items = List.copyOf(items);
    }
}
