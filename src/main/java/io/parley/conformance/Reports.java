package io.parley.conformance;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kit over HTTP. {@code GET /} for how to use it, {@code GET /scenarios}, {@code GET /scenarios/NAME}, {@code DELETE /scenarios/NAME} to play it anew,
 * {@code GET /frames}, {@code GET /frames/NAME}.
 */
final class Reports {
    private static final String SCENARIO = "/scenarios/";
    private static final String FRAME = "/frames/";

    private final Runs runs;
    private final Map<String, JsonObject> frames;
    private final String guide;

    /** @param guide in Markdown */
    Reports(Runs runs, Map<String, JsonObject> frames, String guide) {
        this.runs = runs;
        this.frames = frames;
        this.guide = guide;
    }

    void answer(HttpServerRequest request) {
        if (request.path().equals("/")) {
            request.response()
                    .putHeader("Content-Type", "text/markdown; charset=utf-8")
                    .end(guide);
            return;
        }
        JsonObject found = found(request.method(), request.path());
        request.response()
                .setStatusCode(found == null ? 404 : 200)
                .putHeader("Content-Type", "application/json")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(found == null ? "{}" : found.encodePrettily());
    }

    private @Nullable JsonObject found(HttpMethod method, String path) {
        if (method.equals(HttpMethod.DELETE) && path.startsWith(SCENARIO)) {
            runs.forget(path.substring(SCENARIO.length()));
        }
        if (path.equals("/scenarios")) {
            return new JsonObject().put("items", runs.list());
        }
        if (path.equals("/frames")) {
            return new JsonObject().put("items", frames.keySet().stream().toList());
        }
        if (path.startsWith(SCENARIO)) {
            return runs.describe(path.substring(SCENARIO.length()));
        }
        return path.startsWith(FRAME) ? frames.get(path.substring(FRAME.length())) : null;
    }
}
