package io.parley.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Mounts the table of each version on one router. */
final class Routes {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Router router;
    private final Filters filters;
    private final Replies replies;

    Routes(Router router, Filters filters, Replies replies) {
        this.router = router;
        this.filters = filters;
        this.replies = replies;
    }

    void mount(Version version) {
        Version.Retirement retirement = version.retirement();
        if (retirement != null) {
            router.route(version.prefix() + "/*").handler(context -> announce(context, retirement));
        }
        Map<String, Set<String>> methods = new TreeMap<>();
        for (Endpoint endpoint : version.endpoints()) {
            String path = version.prefix() + endpoint.path();
            methods.computeIfAbsent(path, first -> new TreeSet<>())
                    .add(endpoint.method().name());
            router.route(endpoint.method(), path).handler(context -> filters.authenticate(context, endpoint));
            Terms terms = endpoint.terms();
            if (terms != null) {
                router.route(endpoint.method(), path).handler(context -> filters.limit(context, terms.resource()));
                router.route(endpoint.method(), path).handler(context -> Filters.judge(context, terms));
            }
            router.route(endpoint.method(), path).handler(context -> replies.run(context, endpoint.action()));
        }
        methods.forEach((path, allowed) -> router.route(path).handler(context -> {
            context.response().putHeader("Allow", String.join(", ", allowed));
            context.fail(new HttpException(405));
        }));
    }

    private static void announce(RoutingContext context, Version.Retirement retirement) {
        HttpServerResponse response = context.response();
        response.putHeader("Deprecation", "@" + retirement.deprecated().getEpochSecond());
        response.putHeader("Sunset", HTTP_DATE.format(retirement.sunset()));
        context.next();
    }
}
