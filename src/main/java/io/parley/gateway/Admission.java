package io.parley.gateway;

import io.parley.port.Authenticator;
import io.parley.port.Authenticator.Identity;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Who may come in, judged by a well-formed upgrade request before it is answered. Called on the request's loop. */
@FunctionalInterface
public interface Admission {
    /**
     * Fails with a {@link Failure}, whose problem answers the request; completes on any thread, with null for a request that
     * does not say whose it is. The request is paused meanwhile and must be left alone.
     */
    Future<@Nullable Identity> admit(HttpServerRequest request);

    /** Judges {@code Authorization: Bearer}, where it is there; refuses a ticket rather than to ignore it. */
    static Admission bearer(Authenticator authenticator) {
        return request -> {
            if (request.getParam("ticket") != null) {
                return Future.failedFuture(Failure.of(Code.UNSUPPORTED, "tickets are not supported yet"));
            }
            String header = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (header == null) {
                return Future.succeededFuture();
            }
            if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
                return Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "the Authorization must be Bearer"));
            }
            return authenticator.verify(header.substring(7).strip());
        };
    }
}
