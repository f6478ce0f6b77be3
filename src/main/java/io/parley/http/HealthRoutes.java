package io.parley.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Whether the node lives, is ready and has started, for whoever restarts it or sends it traffic. */
final class HealthRoutes {
    private final Readiness readiness;

    HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    void mount(Router router) {
        router.get("/health/live")
                .handler(context -> answer(context, readiness.live().getAsBoolean()));
        router.get("/health/startup")
                .handler(context -> answer(context, readiness.started().getAsBoolean()));
        router.get("/health/ready").handler(this::ready);
    }

    private void ready(RoutingContext context) {
        Map<String, Boolean> checks = readiness.checks().get();
        boolean ready = readiness.started().getAsBoolean()
                && !readiness.draining().getAsBoolean()
                && !checks.containsValue(false);
        if (!context.queryParams().contains("verbose")) {
            answer(context, ready);
            return;
        }
        answer(context, ready, json -> {
            json.writeStringField("status", status(ready));
            json.writeBooleanField("started", readiness.started().getAsBoolean());
            json.writeBooleanField("draining", readiness.draining().getAsBoolean());
            json.writeObjectFieldStart("checks");
            for (Map.Entry<String, Boolean> check : checks.entrySet()) {
                json.writeStringField(check.getKey(), status(check.getValue()));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("verticles");
            for (String verticle : readiness.verticles().get()) {
                json.writeString(verticle);
            }
            json.writeEndArray();
        });
    }

    private static void answer(RoutingContext context, boolean up) {
        answer(context, up, json -> json.writeStringField("status", status(up)));
    }

    private static void answer(RoutingContext context, boolean up, Writing fields) {
        context.response()
                .setStatusCode(up ? 200 : 503)
                .putHeader("Content-Type", "application/json")
                .end(Writing.object(fields).buffer());
    }

    private static String status(boolean up) {
        return up ? "up" : "down";
    }
}
