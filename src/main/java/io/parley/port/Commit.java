package io.parley.port;

import io.parley.room.Entry;
import java.util.List;

/**
 * What one commit of the store made readable.
 *
 * @param number 1 more than that of the writer's commit before; a hole means that news was lost
 * @param entries in the order of the log, per room
 */
public record Commit(long number, List<Entry> entries) {
    public Commit {
        entries = List.copyOf(entries);
    }
}
