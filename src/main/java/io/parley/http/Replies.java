package io.parley.http;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what a handler's future becomes back to the request's own loop, and within the deadline. */
final class Replies {
    private final Duration deadline;

    Replies(Duration deadline) {
        this.deadline = deadline;
    }

    /** Runs {@code then} on the request's loop, or fails the request. */
    static <T> void here(RoutingContext context, Future<T> future, Consumer<T> then) {
        Context loop = context.vertx().getOrCreateContext();
        future.onComplete(outcome -> loop.runOnContext(turn -> {
            if (outcome.succeeded()) {
                then.accept(outcome.result());
            } else {
                context.fail(outcome.cause());
            }
        }));
    }

    /** What comes after the deadline is answered to nobody: a write may still be stored, and its cid tells. */
    void run(RoutingContext context, Action action) {
        Once once = new Once();
        long timer = context.vertx().setTimer(deadline.toMillis(), late -> {
            if (once.first()) {
                context.fail(Failure.of(Code.TIMEOUT, "it took too long; what became of it is unknown"));
            }
        });
        Context loop = context.vertx().getOrCreateContext();
        Future<Answer> answer = Future.succeededFuture(new Call(context)).compose(action::answer);
        answer.onComplete(outcome -> loop.runOnContext(turn -> {
            if (once.first()) {
                context.vertx().cancelTimer(timer);
                if (outcome.succeeded()) {
                    write(context.response(), outcome.result());
                } else {
                    context.fail(outcome.cause());
                }
            }
        }));
    }

    /** Whether a request has been answered. Confined to its loop. */
    private static final class Once {
        private boolean done;

        boolean first() {
            boolean first = !done;
            done = true;
            return first;
        }
    }

    private static void write(HttpServerResponse response, Answer answer) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        @Nullable Writing body = answer.body();
        if (body == null) {
            response.end();
        } else {
            response.putHeader("Content-Type", "application/json").end(body.buffer());
        }
    }
}
