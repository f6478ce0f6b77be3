package io.parley.store.sqlite;

import java.time.Duration;

/**
 * The bounds of the embedded store.
 *
 * @param queue writes that may wait; more are answered {@code busy}
 * @param queueBytes what the waiting writes may hold, about
 * @param batch writes in one commit, at most
 * @param readers threads that read, each with its own connection
 * @param readQueue reads that may wait; more fail as {@code busy}
 * @param readWait how long a read may wait for a reader, before it fails as {@code busy}
 * @param maxBytes the size at which the database counts as full, or 0 for as much as the disk holds
 */
public record SqliteSettings(
        int queue, long queueBytes, int batch, int readers, int readQueue, Duration readWait, long maxBytes) {
    public static SqliteSettings defaults() {
        return new SqliteSettings(20_000, 16L << 20, 2_000, 4, 2_000, Duration.ofSeconds(3), 0);
    }

    public SqliteSettings withQueue(int requests) {
        return new SqliteSettings(requests, queueBytes, batch, readers, readQueue, readWait, maxBytes);
    }

    public SqliteSettings withMaxBytes(long bytes) {
        return new SqliteSettings(queue, queueBytes, batch, readers, readQueue, readWait, bytes);
    }
}
