package io.parley.http;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;

/** Brings what a future becomes back to the request's own loop, within a deadline. */
final class Replies {
    private final Duration deadline;

    Replies(Duration deadline) {
        this.deadline = deadline;
    }

    void run(RoutingContext context, Action action) {
        Future<Answer> answer = Future.succeededFuture(new Call(context)).compose(action::answer);
        within(context, answer, ready -> write(context, ready));
    }

    /**
     * Runs {@code then} on the request's loop, or fails the request. What comes after the deadline goes to nobody: a write
     * may still be stored, and its cid tells.
     */
    <T> void within(RoutingContext context, Future<T> future, Consumer<T> then) {
        Once once = new Once();
        long timer = context.vertx().setTimer(deadline.toMillis(), late -> {
            if (once.first()) {
                context.fail(Failure.of(Code.TIMEOUT, "it took too long; what became of it is unknown"));
            }
        });
        Context loop = context.vertx().getOrCreateContext();
        future.onComplete(outcome -> loop.runOnContext(turn -> {
            if (!once.first()) {
                return;
            }
            context.vertx().cancelTimer(timer);
            if (outcome.succeeded()) {
                then.accept(outcome.result());
            } else {
                context.fail(outcome.cause());
            }
        }));
    }

    /** Whether the one outcome of a request has come. Confined to its loop. */
    private static final class Once {
        private boolean done;

        boolean first() {
            boolean first = !done;
            done = true;
            return first;
        }
    }

    private static void write(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        Writing writing = answer.body();
        Buffer body;
        try {
            body = writing == null ? null : writing.buffer();
        } catch (RuntimeException bug) {
            context.fail(bug);
            return;
        }
        response.setStatusCode(answer.status());
        if (body == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", "application/json").end(body);
        }
    }
}
