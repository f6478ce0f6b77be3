package io.parley.port;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/**
 * Answers what HTTP itself can't read, before there is a route: a head that is malformed or too large. As every refusal it is a problem with a code and an id; the connection ends, since nobody knows where
 * another request would begin. Any loop.
 */
public final class Unreadable implements Handler<HttpServerRequest> {
    @Override
    public void handle(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            refuse(request, 414, "the request line is too long");
        } else if (cause instanceof TooLongHttpHeaderException) {
            refuse(request, 431, "the headers are too large");
        } else {
            refuse(request, 400, "this is not a request of HTTP/1.1");
        }
    }

    private static void refuse(HttpServerRequest request, int status, String why) {
        String id = UUID.randomUUID().toString();
        request.response()
                .setStatusCode(status)
                .putHeader("X-Request-Id", id)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close")
                .end("{\"type\":\"about:blank\",\"title\":\"Bad request\",\"status\":" + status
                        + ",\"code\":\"bad_request\",\"detail\":\"" + why + "\",\"temporary\":false,\"requestId\":\""
                        + id + "\"}")
                .onComplete(sent -> request.connection().close());
    }
}
