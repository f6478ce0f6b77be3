package io.parley.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** REST as one user. */
public final class Rest {
    private static final String PASSWORD = "correct horse battery";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String api;
    private final String token;

    private Rest(String api, String token) {
        this.api = api;
        this.token = token;
    }

    /** What a GET by nobody in particular is answered with. */
    public static int status(String address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    public static void register(String baseUrl, String user) throws IOException, InterruptedException {
        JsonObject account = new JsonObject().put("username", user).put("password", PASSWORD);
        assertThat(new Rest(baseUrl + "/api/v1/", "")
                        .call("POST", "users", account)
                        .statusCode())
                .isEqualTo(201);
    }

    public static Rest signIn(String baseUrl, String user) throws IOException, InterruptedException {
        Rest nobody = new Rest(baseUrl + "/api/v1/", "");
        JsonObject credentials = new JsonObject().put("username", user).put("password", PASSWORD);
        HttpResponse<String> answer = nobody.call("POST", "login", credentials);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Rest(nobody.api, new JsonObject(answer.body()).getString("accessToken"));
    }

    public String token() {
        return token;
    }

    public HttpResponse<String> call(String method, String path, JsonObject body)
            throws IOException, InterruptedException {
        return HTTP.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.encode()))
                        .build(),
                BodyHandlers.ofString());
    }

    public JsonObject get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request(path).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** The whole raw log of a room. */
    public List<JsonObject> entries(String room) throws IOException, InterruptedException {
        List<JsonObject> entries = new ArrayList<>();
        Long after = 0L;
        while (after != null) {
            JsonObject page = get("rooms/" + room + "/entries?limit=200&after=" + after);
            JsonArray items = page.getJsonArray("items");
            items.forEach(item -> entries.add((JsonObject) item));
            after = page.getLong("next");
        }
        return entries;
    }
}
