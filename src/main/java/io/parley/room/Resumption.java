package io.parley.room;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream goes on.
 *
 * @param next the seq of the first entry to show
 * @param reset why what the reader holds from {@code next} on is void, or null when it is not
 */
public record Resumption(long next, @Nullable Reason reset) {
    /** Why a reader is sent elsewhere than where it asked to go on. */
    public enum Reason {
        /** The log no longer reaches back so far. */
        TRIMMED,
        /** Another history stands where the reader had come. */
        REPLACED;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Resumption at(long next) {
        return new Resumption(next, null);
    }

    static Resumption trimmed(long next) {
        return new Resumption(next, Reason.TRIMMED);
    }

    static Resumption replaced(long next) {
        return new Resumption(next, Reason.REPLACED);
    }
}
