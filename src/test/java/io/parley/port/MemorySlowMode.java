package io.parley.port;

import io.parley.room.Content;
import io.parley.room.Entry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The slow mode of a {@link MemoryRoom}. */
final class MemorySlowMode {
    /** When each user last sent a message while it was on. */
    private final Map<String, Long> sends = new HashMap<>();

    private int seconds;

    int seconds() {
        return seconds;
    }

    void apply(Entry entry) {
        if (entry.content() instanceof Content.Message && seconds > 0) {
            sends.put(entry.from(), entry.at());
        }
        if (entry.content() instanceof Content.RoomChange change && change.slowMode() != null) {
            seconds = change.slowMode();
            if (seconds == 0) {
                sends.clear();
            }
        }
    }

    /** Null where the append is not too early. */
    @Nullable
    Outcome judge(Append append, long lastAt, long now) {
        Long last = sends.get(append.from());
        if (last == null || append.moderates() || !(append.content() instanceof Content.Message)) {
            return null;
        }
        long next = last + seconds * 1_000L;
        return Math.max(now, lastAt) >= next ? null : new Outcome.Early(next - now);
    }
}
