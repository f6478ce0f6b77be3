package io.parley.http;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call. Their own origin may, and those in the list; others are refused, as on the socket. What bears
 * no Origin is no page.
 */
final class Cors {
    private final Set<String> origins;

    Cors(Set<String> origins) {
        this.origins = origins;
    }

    void filter(RoutingContext context) {
        String origin = context.request().getHeader("Origin");
        if (origin == null || isOwn(origin, context.request().getHeader("Host"))) {
            context.next();
            return;
        }
        if (!origins.contains("*") && !origins.contains(origin)) {
            context.fail(Failure.of(Code.FORBIDDEN, "this origin is not allowed"));
            return;
        }
        HttpServerResponse response = context.response();
        response.putHeader("Access-Control-Allow-Origin", origin)
                .putHeader("Access-Control-Expose-Headers", "X-Request-Id, Retry-After, Deprecation, Sunset")
                .putHeader("Vary", "Origin");
        boolean preflight = HttpMethod.OPTIONS.equals(context.request().method())
                && context.request().getHeader("Access-Control-Request-Method") != null;
        if (!preflight) {
            context.next();
            return;
        }
        response.putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .putHeader(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, X-Request-Id, traceparent")
                .putHeader("Access-Control-Max-Age", "600")
                .setStatusCode(204)
                .end();
    }

    /** Behind a proxy that ends TLS the scheme is not the request's, so that host and port alone are compared. */
    private static boolean isOwn(String origin, @Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && withoutPort(authority).equalsIgnoreCase(withoutPort(host));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static String withoutPort(String authority) {
        return authority.endsWith(":443") || authority.endsWith(":80")
                ? authority.substring(0, authority.lastIndexOf(':'))
                : authority;
    }
}
