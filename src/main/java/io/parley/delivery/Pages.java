package io.parley.delivery;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.vertx.core.AsyncResult;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The pages of history that one client has asked for: read and written one after the other, each when the wire takes it,
 * so that their number never weighs more than one of them. As many wait as may be unanswered. Confined to the loop.
 */
final class Pages {
    /** Hears what became of a request. */
    interface Answer {
        void accept(ClientFrame.History ask, int size, AsyncResult<ServerFrame.Listing> page);
    }

    private record Asked(ClientFrame.History ask, int size) {}

    private final Session session;
    private final String user;
    private final Answer answer;
    private final Queue<Asked> waiting = new ArrayDeque<>(2);
    private boolean reading;

    Pages(Session session, String user, Answer answer) {
        this.session = session;
        this.user = user;
        this.answer = answer;
    }

    void ask(ClientFrame.History ask, int size) {
        waiting.add(new Asked(ask, size));
        next();
    }

    /** Also when the wire takes more again. */
    void next() {
        if (reading
                || waiting.isEmpty()
                || session.isClosed()
                || !session.wire().writable()) {
            return;
        }
        reading = true;
        Asked asked = waiting.remove();
        Hop.to(session.hub().loop(), session.hub().engine().reading().history(user, asked.ask()))
                .onComplete(page -> {
                    reading = false;
                    answer.accept(asked.ask(), asked.size(), page);
                    next();
                });
    }
}
