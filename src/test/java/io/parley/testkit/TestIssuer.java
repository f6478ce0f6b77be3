package io.parley.testkit;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An issuer whose key set is on a port of its own. */
public final class TestIssuer {
    private final String name;
    private final AtomicInteger reads = new AtomicInteger();
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> answer = request -> {};

    public TestIssuer(Vertx vertx, String name, TestKey... keys) throws TimeoutException {
        this.name = name;
        publish(keys);
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    reads.incrementAndGet();
                    answer.handle(request);
                })
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    public void publish(TestKey... keys) {
        publish(set(keys).encode());
    }

    public void publish(String text) {
        answer(request -> {
            var unused = request.response().end(text);
        });
    }

    /** From now on this is what the URL does. */
    public void answer(Handler<HttpServerRequest> now) {
        answer = now;
    }

    public static JsonObject set(TestKey... keys) {
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray(List.of(keys).stream().map(TestKey::jwk).toList()));
    }

    public String name() {
        return name;
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/jwks.json";
    }

    /** As an operator writes it. */
    public String setting() {
        return name + " = " + url() + "; audience=chat";
    }

    /** How often it has been asked for its keys. */
    public int reads() {
        return reads.get();
    }

    /** Good ones, for five minutes. */
    public JsonObject claims(String user, long seconds, @Nullable String jti) {
        JsonObject claims = new JsonObject()
                .put("iss", name)
                .put("aud", "chat")
                .put("sub", user)
                .put("iat", seconds)
                .put("exp", seconds + 300);
        return jti == null ? claims : claims.put("jti", jti);
    }
}
