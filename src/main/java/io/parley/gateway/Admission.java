package io.parley.gateway;

import io.parley.limits.Asker;
import io.parley.limits.Limited;
import io.parley.limits.Limiter;
import io.parley.limits.Resource;
import io.parley.limits.Scope;
import io.parley.port.Authenticator;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Proxies;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who may come in, judged by a well-formed upgrade request before it is answered. Called on the request's loop. */
@FunctionalInterface
public interface Admission {
    /**
     * Fails with a {@link Failure}, whose problem answers the request; completes on any thread, with null for a request that
     * does not say whose it is. The request is paused meanwhile and must be left alone.
     */
    Future<@Nullable Identity> admit(HttpServerRequest request);

    /**
     * Judges {@code Authorization: Bearer} or {@code ?ticket=}, where one of them is there. A {@code ?token=} is none: it
     * would stand in every access log.
     *
     * @param tickets whose a ticket is; spends it
     */
    static Admission by(Authenticator authenticator, Function<String, Future<Identity>> tickets) {
        return request -> {
            String header = request.getHeader(HttpHeaders.AUTHORIZATION);
            List<String> given = request.params().getAll("ticket");
            if (given.isEmpty()) {
                return header == null ? Future.succeededFuture() : bearer(authenticator, header);
            }
            if (header != null || given.size() > 1) {
                return Future.failedFuture(Failure.of(Code.BAD_REQUEST, "one ticket, or an Authorization"));
            }
            return tickets.apply(given.getFirst());
        };
    }

    /** The same, for as many as the rules of {@link Resource#CONNECT} allow; {@code rate_limited} for the others. */
    default Admission within(Limiter limiter, Proxies proxies) {
        return request -> {
            Asker asker = scope -> scope == Scope.ADDRESS ? proxies.network(request) : null;
            Limited limited = limiter.take(Resource.CONNECT, asker, System.nanoTime());
            return limited == null ? admit(request) : Future.failedFuture(new Failure(limited.problem()));
        };
    }

    private static Future<@Nullable Identity> bearer(Authenticator authenticator, String header) {
        return header.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authenticator.verify(header.substring(7).strip())
                : Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "the Authorization must be Bearer"));
    }
}
