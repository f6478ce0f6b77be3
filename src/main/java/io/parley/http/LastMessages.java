package io.parley.http;

import io.parley.delivery.Reading;
import io.parley.port.Standing;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ClientFrame.View;
import io.parley.protocol.Failure;
import io.parley.room.Entry;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last message of each room in a list. */
final class LastMessages {
    /** Entries looked at in one read: members come and go between messages. */
    private static final int LOOK = 8;

    private final Reading reading;

    LastMessages(Reading reading) {
        this.reading = reading;
    }

    /** By room id; without the rooms that have none, or that ended meanwhile. */
    Future<Map<String, Entry>> of(String user, List<Standing> standings) {
        Map<String, Entry> lasts = new HashMap<>();
        Future<Void> done = Future.succeededFuture();
        for (Standing standing : standings) {
            done = done.compose(before -> find(user, standing, lasts));
        }
        return done.map(all -> lasts);
    }

    private Future<Void> find(String user, Standing standing, Map<String, Entry> lasts) {
        String room = standing.room().id();
        ClientFrame.History ask =
                new ClientFrame.History(null, room, standing.history().head() + 1, null, null, LOOK, View.MESSAGES);
        return reading.history(user, ask).transform(page -> {
            if (page.failed() && !(page.cause() instanceof Failure)) {
                return Future.failedFuture(page.cause());
            }
            if (page.succeeded() && !page.result().items().isEmpty()) {
                lasts.put(room, page.result().items().getLast());
            }
            return Future.succeededFuture();
        });
    }
}
