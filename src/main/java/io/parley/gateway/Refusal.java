package io.parley.gateway;

import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request for a socket that gets none, answered as {@code application/problem+json}.
 *
 * @param status usually the code's own, but HTTP has more of them than the contract has codes
 */
record Refusal(int status, Problem problem, Map<String, String> headers) implements Handshake.Verdict {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    static Refusal of(Problem problem) {
        return new Refusal(problem.code().status(), problem, Map.of());
    }

    static Refusal of(Code code, String detail) {
        return of(Problem.of(code, detail));
    }

    static Refusal malformed(String detail) {
        return of(Code.BAD_REQUEST, detail);
    }

    static Refusal upgradeRequired(String detail) {
        Map<String, String> headers = Map.of("Upgrade", Handshake.WEBSOCKET, "Connection", "Upgrade");
        return new Refusal(426, Problem.of(Code.BAD_REQUEST, detail), headers);
    }

    Refusal with(String header, String value) {
        Map<String, String> more = Stream.concat(headers.entrySet().stream(), Map.of(header, value).entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Refusal(status, problem, more);
    }

    Future<Void> answer(HttpServerRequest request) {
        String requestId = requestId(request);
        HttpServerResponse response = request.response();
        headers.forEach(response::putHeader);
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"parley\"");
        }
        Long retryAfterMs = problem.retryAfterMs();
        if (retryAfterMs != null && (status == 429 || status == 503)) {
            response.putHeader("Retry-After", Long.toString(Math.max(1, (retryAfterMs + 999) / 1_000)));
        }
        return response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("X-Request-Id", requestId)
                .end(body(requestId).toBuffer());
    }

    private JsonObject body(String requestId) {
        Code code = problem.code();
        String words = code.wireName().replace('_', ' ');
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", Character.toUpperCase(words.charAt(0)) + words.substring(1))
                .put("status", status)
                .put("code", code.wireName())
                .put("detail", problem.message())
                .put("temporary", code.temporary());
        if (problem.retryAfterMs() != null) {
            body.put("retryAfterMs", problem.retryAfterMs());
        }
        return body.put("requestId", requestId);
    }

    private static String requestId(HttpServerRequest request) {
        String given = request.getHeader("X-Request-Id");
        return given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
