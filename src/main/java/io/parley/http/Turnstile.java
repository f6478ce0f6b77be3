package io.parley.http;

import io.parley.limits.Asker;
import io.parley.limits.Limited;
import io.parley.limits.Limiter;
import io.parley.limits.Resource;
import io.parley.protocol.Failure;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;

/** Lets requests through as often as the rules allow, and tells the others when to come back. */
final class Turnstile {
    private final Limiter limiter;
    private final LongSupplier nanoTime;

    Turnstile(Limiter limiter, LongSupplier nanoTime) {
        this.limiter = limiter;
        this.nanoTime = nanoTime;
    }

    void pass(RoutingContext context, Resource resource) {
        Limited limited = limiter.take(resource, asker(context), nanoTime.getAsLong());
        if (limited == null) {
            context.next();
        } else {
            context.fail(new Failure(limited.problem()));
        }
    }

    private static Asker asker(RoutingContext context) {
        return scope -> switch (scope) {
            case USER -> Call.userOf(context);
            case ADDRESS -> Filters.address(context);
            case ROOM -> context.pathParam("room");
            case CONNECTION, NODE -> null;
        };
    }
}
