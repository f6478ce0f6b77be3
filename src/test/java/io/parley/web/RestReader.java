package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Reads a room by REST, past the page. */
final class RestReader {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String api;
    private final String token;

    private RestReader(String api, String token) {
        this.api = api;
        this.token = token;
    }

    static RestReader signIn(String baseUrl, String user, String password) throws IOException, InterruptedException {
        String api = baseUrl + "/api/v1/";
        JsonObject credentials = new JsonObject().put("username", user).put("password", password);
        HttpRequest login = HttpRequest.newBuilder(URI.create(api + "login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(credentials.encode()))
                .build();
        return new RestReader(api, answer(login).getString("accessToken"));
    }

    /** Every message's text, oldest first. */
    List<String> texts(String room) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        Long before = null;
        do {
            String query = before == null ? "?limit=30" : "?limit=30&before=" + before;
            JsonObject page = answer(HttpRequest.newBuilder(URI.create(api + "rooms/" + room + "/messages" + query))
                    .header("Authorization", "Bearer " + token)
                    .build());
            texts.addAll(0, textsOf(page.getJsonArray("items")));
            before = page.getLong("next");
        } while (before != null);
        return texts;
    }

    private static List<String> textsOf(JsonArray items) {
        return items.stream()
                .map(item -> ((JsonObject) item).getJsonObject("body").getString("text"))
                .toList();
    }

    private static JsonObject answer(HttpRequest request) throws IOException, InterruptedException {
        var response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }
}
