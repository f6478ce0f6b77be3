package io.parley.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every failure of a request becomes {@code application/problem+json}, and what nobody expected is logged. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** @param status usually the code's own, but HTTP has more of them than the contract has codes */
    private record Verdict(int status, Problem problem) {
        static Verdict of(Problem problem) {
            return new Verdict(problem.code().status(), problem);
        }
    }

    private Problems() {}

    static void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        Verdict verdict = judge(context);
        Problem problem = verdict.problem();
        Long retryAfterMs = problem.retryAfterMs();
        response.setStatusCode(verdict.status());
        if (retryAfterMs != null && (verdict.status() == 429 || verdict.status() == 503)) {
            response.putHeader("Retry-After", Long.toString(Math.max(1, (retryAfterMs + 999) / 1_000)));
        }
        if (verdict.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"parley\"");
        }
        if (verdict.status() == 413) {
            response.putHeader("Connection", "close");
        }
        response.putHeader("Content-Type", "application/problem+json");
        response.end(body(verdict, Filters.requestId(context)).buffer());
    }

    private static Verdict judge(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Failure expected) {
            return Verdict.of(expected.problem());
        }
        if (failure instanceof HttpException refused) {
            return ofStatus(refused.getStatusCode());
        }
        if (failure == null && context.statusCode() > 0 && context.statusCode() < 500) {
            return ofStatus(context.statusCode());
        }
        if (context.request().authority() == null) {
            return ofStatus(400);
        }
        LOG.error("request failed id={}", Filters.requestId(context), failure);
        return new Verdict(500, Problem.of(Code.UNAVAILABLE, "the server failed; what became of it is unknown"));
    }

    private static Verdict ofStatus(int status) {
        return switch (status) {
            case 401 -> Verdict.of(Problem.of(Code.UNAUTHENTICATED, "a token is needed"));
            case 403 -> Verdict.of(Problem.of(Code.FORBIDDEN, "this is not allowed"));
            case 404 -> Verdict.of(Problem.of(Code.NOT_FOUND, "there is no such thing"));
            case 405 -> new Verdict(405, Problem.of(Code.BAD_REQUEST, "this path has no such method; see Allow"));
            case 413 -> Verdict.of(Problem.of(Code.TOO_LARGE, "the body is too large"));
            case 415 -> new Verdict(415, Problem.of(Code.BAD_REQUEST, "the body must be application/json"));
            default ->
                new Verdict(
                        status >= 400 && status < 500 ? status : 400,
                        Problem.of(Code.BAD_REQUEST, "the request is malformed"));
        };
    }

    private static Writing body(Verdict verdict, String requestId) {
        Problem problem = verdict.problem();
        return Writing.object(json -> {
            String code = problem.code().wireName();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title(code));
            json.writeNumberField("status", verdict.status());
            json.writeStringField("code", code);
            json.writeStringField("detail", problem.message());
            optional(json, "field", problem.field());
            optional(json, "room", problem.room());
            optional(json, "cid", problem.cid());
            if (problem.seq() != null) {
                json.writeNumberField("seq", problem.seq());
            }
            json.writeBooleanField("temporary", problem.code().temporary());
            if (problem.retryAfterMs() != null) {
                json.writeNumberField("retryAfterMs", problem.retryAfterMs());
            }
            json.writeStringField("requestId", requestId);
        });
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static String title(String code) {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('_', ' ');
    }
}
