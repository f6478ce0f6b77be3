package io.parley.http;

import io.parley.delivery.Sender;
import io.parley.port.Append;
import io.parley.port.Log;
import io.parley.port.Outcome;
import io.parley.protocol.ClientFrame;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Inbox;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The engine's sender, which is confined to its loop, for callers on any other. Futures complete on that loop. */
final class Writes {
    private final Sender sender;
    private final Log log;
    private final Executor loop;

    Writes(Sender sender, Log log, Executor loop) {
        this.sender = sender;
        this.log = log;
        this.loop = loop;
    }

    Future<Outcome.Stored> send(String user, String room, String cid, Content content) {
        Promise<Outcome.Stored> stored = Promise.promise();
        loop.execute(() -> sender.send(user, room, cid, content).onComplete(stored));
        return stored.future();
    }

    /** What the cid already names: null where nothing. */
    Future<@Nullable Outcome> find(String user, String room, String cid, Content content) {
        return log.find(new Append(room, user, cid, content, 0));
    }

    /** For one whose right to it has been judged. */
    Future<Answer> announce(String user, String cid, Body body) {
        Promise<Outcome.Stored> stored = Promise.promise();
        loop.execute(() -> sender.announce(user, cid, body).onComplete(stored));
        return stored.future().map(at -> answer(Inbox.ALL, cid, at));
    }

    /** Sends what a frame would write, and answers with where it is stored. */
    Future<Answer> answer(String user, ClientFrame.Write write) {
        return answer(user, write.room(), write.cid(), write.content());
    }

    /** Sends, and answers with where it is stored. */
    Future<Answer> answer(String user, String room, String cid, Content content) {
        return send(user, room, cid, content).map(stored -> answer(room, cid, stored));
    }

    static Answer answer(String room, String cid, Outcome.Stored stored) {
        return Answer.created(stored.duplicate(), Shapes.written(room, cid, stored));
    }
}
