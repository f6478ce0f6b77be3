package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.testkit.LoadClient;
import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises 1 to 3 of the contract against the real server, killed again and again while clients send and read. */
class KillNineIT {
    private static final int KILLS = 10;
    private static final int CLIENTS = 4;
    private static final String ROOM = "harbour";

    @TempDir
    Path folder;

    @Test
    void whatWasAckedIsThereOnceWithItsSeqAndItsBodyHoweverOftenTheServerIsKilled() throws Exception {
        ServerProcess server = start(0);
        List<LoadClient> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Rest.register(server.baseUrl(), "ada");
            Rest ada = Rest.signIn(server.baseUrl(), "ada");
            JsonObject room =
                    new JsonObject().put("id", ROOM).put("name", "Harbour").put("kind", "public");
            assertThat(ada.call("POST", "rooms", room).statusCode()).isEqualTo(201);
            for (int i = 0; i < CLIENTS; i++) {
                LoadClient client = new LoadClient("c" + i, ROOM, server.port(), ada.token());
                clients.add(client);
                threads.execute(client);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int before = acked(clients);
                await().atMost(Duration.ofSeconds(30)).until(() -> acked(clients) >= before + 200);
                server.kill9();
                server = start(server.port());
            }
            for (LoadClient client : clients) {
                assertThat(client.finish()).isTrue();
            }
            check(ada, clients);
        } finally {
            server.close();
        }
    }

    private ServerProcess start(int port) throws InterruptedException {
        Map<String, String> settings = Map.of("PARLEY_RATE_PER_SECOND", "10000", "PARLEY_ACCESS_TOKEN_TTL", "1h");
        return ServerProcess.start(folder.resolve("data"), port, settings).awaitReady();
    }

    private static int acked(List<LoadClient> clients) {
        return clients.stream().mapToInt(client -> client.acked().size()).sum();
    }

    private static void check(Rest ada, List<LoadClient> clients) throws Exception {
        List<JsonObject> log = ada.entries(ROOM);
        Map<String, JsonObject> byCid = new HashMap<>();
        for (int i = 0; i < log.size(); i++) {
            assertThat(log.get(i).getLong("seq")).isEqualTo(i + 1L);
            assertThat(byCid.put(log.get(i).getString("cid"), log.get(i))).isNull();
        }
        for (LoadClient client : clients) {
            assertThat(client.faults()).isEmpty();
            client.acked().forEach((cid, acked) -> {
                assertThat(byCid).containsKey(cid);
                JsonObject entry = byCid.getOrDefault(cid, new JsonObject());
                assertThat(entry.getLong("seq")).isEqualTo(acked.seq());
                assertThat(entry.getJsonObject("body").getString("text")).isEqualTo(acked.text());
            });
            retry(ada, client);
        }
    }

    private static void retry(Rest ada, LoadClient client) throws Exception {
        Map.Entry<String, LoadClient.Acked> one =
                client.acked().entrySet().iterator().next();
        JsonObject again = new JsonObject()
                .put("cid", one.getKey())
                .put("body", new JsonObject().put("text", one.getValue().text()));
        HttpResponse<String> answer = ada.call("POST", "rooms/" + ROOM + "/messages", again);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getLong("seq"))
                .isEqualTo(one.getValue().seq());
        assertThat(new JsonObject(answer.body()).getBoolean("duplicate")).isTrue();
    }
}
