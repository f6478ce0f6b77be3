package io.parley.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** The web page and the documents, from memory. Browsers keep them, but ask each time whether they still hold. */
final class PageRoutes {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self' ws: wss:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'";

    private final Map<String, Asset> assets;

    /** @param assets by the path they are served at */
    PageRoutes(Map<String, Asset> assets) {
        this.assets = Map.copyOf(assets);
    }

    void mount(Router router) {
        assets.forEach((path, asset) -> router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(context -> serve(context, asset)));
    }

    private static void serve(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response();
        response.putHeader("Cache-Control", "no-cache")
                .putHeader("ETag", asset.tag())
                .putHeader("Content-Security-Policy", POLICY);
        if (asset.tag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", asset.kind())
                .putHeader("Content-Length", Integer.toString(asset.bytes().length()));
        if (HttpMethod.HEAD.equals(context.request().method())) {
            response.end();
        } else {
            response.end(asset.bytes());
        }
    }

    /**
     * @param kind its media type
     * @param tag changes with the bytes, and only with them
     */
    record Asset(Buffer bytes, String kind, String tag) {}
}
