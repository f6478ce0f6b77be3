package io.parley.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of the API. What it answers never changes; what must change becomes another version beside it.
 *
 * @param prefix where it is mounted, such as {@code /api/v1}
 * @param retirement null while it is the one to use
 */
record Version(
        String prefix, List<Endpoint> endpoints, @Nullable Retirement retirement) {
    Version {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * An old version says so in every answer.
     *
     * @param deprecated since when there is a better one (RFC 9745)
     * @param sunset when it may go away (RFC 8594)
     */
    record Retirement(Instant deprecated, Instant sunset) {}
}
