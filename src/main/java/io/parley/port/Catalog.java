package io.parley.port;

import io.vertx.core.Future;
import java.util.List;

/**
 * All ids that were ever given, those of what has been deleted among them: ascending, a page at a time. What is made while one turns the pages may be missing.
 */
public interface Catalog {
    /** The ids of rooms, inboxes aside, above {@code after}, which is empty for the first page; fewer than {@code limit} are the last ones. */
    Future<List<String>> rooms(String after, int limit);

    /** The ids of users, likewise. */
    Future<List<String>> users(String after, int limit);
}
