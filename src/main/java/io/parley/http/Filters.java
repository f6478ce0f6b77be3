package io.parley.http;

import io.parley.limits.Limiter;
import io.parley.limits.Resource;
import io.parley.port.Authenticator;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Proxies;
import io.parley.port.Services;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The way of every request, in this order, to its handler. */
final class Filters {
    private static final Logger ACCESS = LoggerFactory.getLogger("io.parley.http.access");
    private static final String ID_HEADER = "X-Request-Id";
    private static final String ID = "parley.requestId";
    private static final String ADDRESS = "parley.address";
    private static final String API = "/api/*";
    private static final long MAX_BODY = 64 * 1024 + 4 * 1024;

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final Authenticator authenticator;
    private final Backends backends;
    private final Replies replies;
    private final Cors cors;
    private final Proxies proxies;
    private final Turnstile turnstile;
    private final LongSupplier nanoTime;

    Filters(
            Authenticator authenticator,
            Backends backends,
            Replies replies,
            HttpSettings settings,
            Limiter limiter,
            LongSupplier nanoTime) {
        this.authenticator = authenticator;
        this.backends = backends;
        this.replies = replies;
        this.cors = new Cors(settings.origins());
        this.proxies = settings.proxies();
        this.turnstile = new Turnstile(limiter, nanoTime);
        this.nanoTime = nanoTime;
    }

    /** Before any route. {@link #authenticate} follows, with the routes that need it, and {@link #judge} with all. */
    void before(Router router) {
        router.route().handler(Filters::name);
        router.route().handler(this::locate);
        router.route().handler(Filters::limitPath);
        router.route().handler(this::log);
        router.route().handler(Filters::harden);
        router.route(API).handler(cors::filter);
        router.route(API).handler(context -> limit(context, Resource.REST));
        router.route(API).handler(Filters::limitKind);
        router.route(API).handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    }

    /** After every route. */
    void after(Router router) {
        router.route().handler(context -> context.fail(new HttpException(404)));
        router.route().failureHandler(Problems::answer);
        router.errorHandler(400, Problems::answer);
        router.errorHandler(500, Problems::answer);
    }

    /** By the client's own id of the request where it is a harmless one; it is echoed and logged. */
    private static void name(RoutingContext context) {
        requestId(context);
        context.next();
    }

    /** Given on first asking: what the router itself refuses has not come by any filter. */
    static String requestId(RoutingContext context) {
        String known = context.get(ID);
        if (known != null) {
            return known;
        }
        String given = context.request().getHeader(ID_HEADER);
        String id =
                given != null && isHarmless(given) ? given : UUID.randomUUID().toString();
        context.put(ID, id);
        context.response().putHeader(ID_HEADER, id);
        return id;
    }

    private static boolean isHarmless(String id) {
        return !id.isEmpty()
                && id.length() <= 64
                && id.chars()
                        .allMatch(c -> (c >= '0' && c <= '9')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= 'a' && c <= 'z')
                                || "._~-".indexOf(c) >= 0);
    }

    /** The path, never the query: it may hold what nobody should read in a log. Probes come too often to be told of. */
    private void log(RoutingContext context) {
        HttpServerRequest request = context.request();
        Level level = request.path() != null && request.path().startsWith("/health/") ? Level.DEBUG : Level.INFO;
        if (ACCESS.isEnabledForLevel(level)) {
            long from = nanoTime.getAsLong();
            context.addEndHandler(ended -> ACCESS.atLevel(level)
                    .log(
                            "id={} method={} path={} status={} bytes={} micros={} address={}",
                            requestId(context),
                            request.method(),
                            request.path(),
                            context.response().getStatusCode(),
                            context.response().bytesWritten(),
                            (nanoTime.getAsLong() - from) / 1_000,
                            address(context)));
        }
        context.next();
    }

    private static void harden(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cache-Control", "no-store");
        context.next();
    }

    /** A path that nobody can decode is refused here, before a route stumbles over it. */
    private static void limitPath(RoutingContext context) {
        String path = context.request().path();
        if (path != null && BROKEN_ESCAPE.matcher(path).find()) {
            context.fail(new HttpException(400));
        } else {
            context.next();
        }
    }

    /** By the rules of the resource, as far as it is known who asks. */
    void limit(RoutingContext context, Resource resource) {
        turnstile.pass(context, resource);
    }

    static Failure tooMany(long waitMs) {
        return new Failure(Problem.of(Code.RATE_LIMITED, "too many requests").retryAfter(waitMs));
    }

    /** Nothing but JSON has a meaning here, and other kinds would be read in other ways. */
    private static void limitKind(RoutingContext context) {
        HttpServerRequest request = context.request();
        String kind = request.getHeader("Content-Type");
        String length = request.getHeader("Content-Length");
        boolean body = (length != null && !length.equals("0")) || request.getHeader("Transfer-Encoding") != null;
        if (body && !HttpMethod.GET.equals(request.method()) && !isJson(kind == null ? "" : kind)) {
            context.fail(new HttpException(415));
        } else {
            context.next();
        }
    }

    private static boolean isJson(String kind) {
        String[] parts = kind.toLowerCase(Locale.ROOT).split(";", 2);
        String parameter = parts.length == 1 ? "" : parts[1].replace("\"", "").strip();
        return parts[0].strip().equals("application/json")
                && (parameter.isEmpty() || parameter.equals("charset=utf-8"));
    }

    /** Who asks, and whether that may be a backend here. An open route asks nobody but a backend. */
    void authenticate(RoutingContext context, Endpoint endpoint) {
        String header = context.request().getHeader("Authorization");
        boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
        String token = header != null && bearer ? header.substring(7).strip() : "";
        if (endpoint.open() && (endpoint.scope() == null || !token.startsWith(Services.PREFIX))) {
            context.next();
        } else if (!bearer) {
            context.fail(new HttpException(401));
        } else {
            Future<Identity> admitted = authenticator
                    .verify(token)
                    .compose(identity -> backends.admit(context, identity, endpoint.scope()));
            replies.within(context, admitted, identity -> {
                Call.identify(context, identity);
                context.next();
            });
        }
    }

    private void locate(RoutingContext context) {
        context.put(ADDRESS, proxies.network(context.request()));
        context.next();
    }

    /** The last before the handler: what the contract has against a request, the handler need not look for. */
    static void judge(RoutingContext context, Terms terms) {
        terms.judge(context).keep(context);
        context.next();
    }

    /** Who asks, as far as the network tells: of IPv6 the half that a provider gives to one customer. */
    static String address(RoutingContext context) {
        String address = context.get(ADDRESS);
        return address == null ? "" : address;
    }
}
