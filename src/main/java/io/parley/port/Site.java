package io.parley.port;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where who builds the HTTP routes and who owns the public port meet. Any thread. Until it is opened, and after it is
 * closed, every request gets 503.
 */
public final class Site implements Handler<HttpServerRequest> {
    /** Without the request's id. */
    private static final String CLOSED = "{\"type\":\"about:blank\",\"title\":\"Unavailable\",\"status\":503,"
            + "\"code\":\"unavailable\",\"detail\":\"this node is starting or stopping\",\"temporary\":true,"
            + "\"retryAfterMs\":1000,\"requestId\":\"";

    private volatile @Nullable Handler<HttpServerRequest> routes;

    /** @param theRoutes called on the loop of each request's connection */
    public void open(Handler<HttpServerRequest> theRoutes) {
        routes = theRoutes;
    }

    public void close() {
        routes = null;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Handler<HttpServerRequest> open = routes;
        if (open != null) {
            open.handle(request);
            return;
        }
        String id = UUID.randomUUID().toString();
        request.response()
                .setStatusCode(503)
                .putHeader("X-Request-Id", id)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Retry-After", "1")
                .end(CLOSED + id + "\"}");
    }
}
