package io.parley.http;

import io.parley.delivery.Reading;
import io.parley.port.Search;
import io.parley.room.Words;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finding what was said. */
final class SearchRoutes {
    private static final int MAX_BYTES = 176 * 1024;
    /** More would only make it slow. */
    private static final int MAX_PHRASES = 16;

    private final Search search;
    private final Reading reading;
    private final Shapes shapes;

    SearchRoutes(Search search, Reading reading, Shapes shapes) {
        this.search = search;
        this.reading = reading;
        this.shapes = shapes;
    }

    /** A named room is judged when it has been searched: nobody is shown what came after the end of the right to read. */
    Future<Answer> search(Call call) {
        String room = call.query("room");
        Search.Query query = new Search.Query(
                call.user(),
                phrases(Objects.requireNonNull(call.query("query"))),
                room,
                call.query("from"),
                Objects.requireNonNullElse(call.number("before"), Long.MAX_VALUE),
                cursor(call));
        return search.find(query, call.limit(), MAX_BYTES)
                .compose(found -> room == null
                        ? Future.succeededFuture(found)
                        : reading.standing(call.user(), room).map(found))
                .map(found -> Answer.ok(Shapes.list(
                        found.items().stream().map(shapes::item).toList(),
                        found.next() == null ? null : found.next().toString())));
    }

    private static List<List<String>> phrases(String query) {
        List<List<String>> phrases = Words.phrases(query);
        if (phrases.isEmpty()) {
            throw Call.bad("query", "must hold a letter or a digit");
        }
        if (phrases.size() > MAX_PHRASES) {
            throw Call.bad("query", "must be at most " + MAX_PHRASES + " words");
        }
        return phrases;
    }

    private static @Nullable Long cursor(Call call) {
        String cursor = call.query("cursor");
        if (cursor == null) {
            return null;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw Call.bad("cursor", "must be a list's next");
        }
        return Long.valueOf(cursor);
    }
}
