package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged is told, also where the server is killed right after. */
class NoticeIT {
    private static final int KILLS = 5;
    private static final Map<String, String> SETTINGS = Map.of("PARLEY_ACCESS_TOKEN_TTL", "1h");

    @TempDir
    Path folder;

    @Test
    void everyCauseIsToldOnceHoweverOftenTheServerIsKilledRightAfterIt() throws Exception {
        ServerProcess server = start(0);
        try {
            Rest.register(server.baseUrl(), "ada");
            Rest.register(server.baseUrl(), "bob");
            Rest ada = Rest.signIn(server.baseUrl(), "ada");
            Rest bob = Rest.signIn(server.baseUrl(), "bob");
            List<String> rooms = new ArrayList<>();
            for (int kill = 0; kill < KILLS; kill++) {
                for (int i = 0; i < 10; i++) {
                    rooms.add(room(ada, "r" + kill + "-" + i));
                }
                server.kill9();
                server = start(server.port());
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> bob.entries("@bob").size() >= rooms.size());
            assertThat(bob.entries("@bob"))
                    .extracting(entry -> entry.getJsonObject("about").getString("room"))
                    .containsExactlyInAnyOrderElementsOf(rooms);
        } finally {
            server.close();
        }
    }

    private static String room(Rest ada, String id) throws Exception {
        JsonObject room = new JsonObject().put("id", id).put("name", id).put("kind", "private");
        assertThat(ada.call("POST", "rooms", room.put("members", JsonArray.of("bob")))
                        .statusCode())
                .isEqualTo(201);
        return id;
    }

    private ServerProcess start(int port) throws InterruptedException {
        return ServerProcess.start(folder.resolve("data"), port, SETTINGS).awaitReady();
    }
}
