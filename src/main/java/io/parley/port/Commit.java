package io.parley.port;

import io.parley.room.Entry;
import java.util.List;

/**
 * What one commit of the store made readable.
 *
 * @param number 1 more than that of the writer's commit before; a hole means that news was lost
 * @param entries in the order of the log, per room
 * @param users whose accounts it made, changed or took away; some of them may be as they were
 */
public record Commit(long number, List<Entry> entries, List<String> users) {
    public Commit {
        entries = List.copyOf(entries);
        users = List.copyOf(users);
    }

    /** One that touched no account. */
    public Commit(long number, List<Entry> entries) {
        this(number, entries, List.of());
    }
}
