package io.parley.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of REST: one user's, or nobody's. */
final class RestClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final int port;
    private final @Nullable String token;
    private final @Nullable String user;

    RestClient(int port, @Nullable String token) {
        this(port, token, null);
    }

    private RestClient(int port, @Nullable String token, @Nullable String user) {
        this.port = port;
        this.token = token;
        this.user = user;
    }

    int port() {
        return port;
    }

    /** What came back. */
    record Reply(int status, String text, HttpResponse<?> response) {
        JsonObject json() {
            return new JsonObject(text);
        }

        List<JsonObject> items() {
            return json().getJsonArray("items").stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }

        String code() {
            return json().getString("code");
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    RestClient login(String user, String password) throws Exception {
        Reply reply = post(
                "/api/v1/login",
                new JsonObject().put("username", user).put("password", password).encode());
        return with(reply.json().getString("accessToken"));
    }

    RestClient with(@Nullable String otherToken) {
        return new RestClient(port, otherToken);
    }

    /** The same backend, for a user. */
    RestClient inTheNameOf(String other) {
        return new RestClient(port, token, other);
    }

    @Nullable
    String token() {
        return token;
    }

    Reply get(String path, String... headers) throws Exception {
        return send("GET", path, null, headers);
    }

    Reply post(String path, String body, String... headers) throws Exception {
        return send("POST", path, body, headers);
    }

    Reply put(String path, @Nullable String body, String... headers) throws Exception {
        return send("PUT", path, body, headers);
    }

    Reply patch(String path, String body, String... headers) throws Exception {
        return send("PATCH", path, body, headers);
    }

    Reply delete(String path, String... headers) throws Exception {
        return send("DELETE", path, null, headers);
    }

    /** With JSON, unless the headers say another kind. What comes back must be as the contract says. */
    Reply send(String method, String path, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (user != null) {
            request.header(Backends.USER_HEADER, user);
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        Answers.PUBLISHED.hold(method, path, response.statusCode(), response.headers(), response.body());
        return new Reply(response.statusCode(), response.body(), response);
    }

    /** Makes a room and tells its id. */
    String room(String kind, String... members) throws Exception {
        JsonObject body = new JsonObject()
                .put("name", "A room")
                .put("kind", kind)
                .put("members", new JsonArray(List.of(members)));
        return post("/api/v1/rooms", body.encode()).json().getString("id");
    }

    Reply say(String room, String cid, String text) throws Exception {
        JsonObject body = new JsonObject().put("cid", cid).put("body", new JsonObject().put("text", text));
        return post("/api/v1/rooms/" + room + "/messages", body.encode());
    }
}
