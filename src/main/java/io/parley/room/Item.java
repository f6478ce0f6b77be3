package io.parley.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a page shows it to one user: of the raw log, as it stands there; a message, in its present state.
 *
 * @param entry with the body of the highest edit, or redacted
 * @param editedAt when that edit was made, in Unix milliseconds; null for a deleted message
 * @param deletedAt when it was deleted, in Unix milliseconds
 * @param reactions in the order in which the emoji first came; none for a deleted message
 */
public record Item(
        Entry entry, @Nullable Long editedAt, @Nullable Long deletedAt, List<Tally> reactions) {
    public Item {
        reactions = List.copyOf(reactions);
    }

    /** As it stands in the log. */
    public static Item of(Entry entry) {
        return new Item(entry, null, null, List.of());
    }
}
