package io.parley;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What chat suffers from a flood of logins: the time from a send to its own entry, without and under 500 logins a second
 * from 200 addresses of the loopback, in turns. Needs {@code target/parley.jar}.
 */
final class LoginFlood {
    private static final int ADDRESSES = 200;
    private static final int LOGINS_PER_SECOND = 500;
    private static final int SENDS_PER_SECOND = 40;
    private static final int SECONDS = 10;
    private static final int ROUNDS = 3;
    private static final String ROOM = "harbour";

    private final Vertx vertx = Vertx.vertx();
    private final List<HttpClient> flooders = new ArrayList<>();
    private final Map<String, Long> sentAt = new ConcurrentHashMap<>();
    private final List<Long> latencies = new ArrayList<>();
    private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();
    private final AtomicLong made = new AtomicLong();

    private LoginFlood() {
        for (int i = 0; i < ADDRESSES; i++) {
            flooders.add(vertx.createHttpClient(
                    new HttpClientOptions()
                            .setLocalAddress("127.0.1." + (i + 1))
                            .setKeepAlive(true),
                    new PoolOptions().setHttp1MaxSize(8)));
        }
    }

    public static void main(String... args) throws Exception {
        Path data = Files.createTempDirectory("parley-flood");
        try (ServerProcess server = ServerProcess.start(data, 0).awaitReady()) {
            new LoginFlood().measure(server, System.out);
        }
    }

    private void measure(ServerProcess server, PrintStream out) throws Exception {
        Rest.register(server.baseUrl(), "ada");
        Rest ada = Rest.signIn(server.baseUrl(), "ada");
        ada.call(
                "POST",
                "rooms",
                new JsonObject().put("id", ROOM).put("name", ROOM).put("kind", "public"));
        JsonSocket socket = JsonSocket.open(
                java.net.http.HttpClient.newHttpClient(),
                server.port(),
                ada.token(),
                JsonArray.of(new JsonObject().put("room", ROOM)),
                this::hear);
        socket.welcome().get(5, TimeUnit.SECONDS);
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
        Future<?> saying =
                clock.scheduleAtFixedRate(() -> say(socket), 0, 1_000_000 / SENDS_PER_SECOND, TimeUnit.MICROSECONDS);
        round(clock, server.port(), true);
        for (int i = 0; i < ROUNDS; i++) {
            out.println("normal " + round(clock, server.port(), false));
            out.println("flood  " + round(clock, server.port(), true) + " answers " + new TreeMap<>(answers));
        }
        saying.cancel(false);
        clock.shutdownNow();
        socket.abort();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private void say(JsonSocket socket) {
        String cid = "c" + made.incrementAndGet();
        sentAt.put(cid, System.nanoTime());
        socket.send(new JsonObject()
                .put("type", "send")
                .put("id", cid)
                .put("room", ROOM)
                .put("cid", cid)
                .put("body", new JsonObject().put("text", "message " + cid)));
    }

    private void hear(JsonObject frame) {
        Long at = "entry".equals(frame.getString("type")) ? sentAt.remove(frame.getString("cid")) : null;
        if (at != null) {
            synchronized (latencies) {
                latencies.add(System.nanoTime() - at);
            }
        }
    }

    private String round(ScheduledExecutorService clock, int port, boolean flood) throws InterruptedException {
        synchronized (latencies) {
            latencies.clear();
        }
        answers.clear();
        Future<?> flooding = flood
                ? clock.scheduleAtFixedRate(() -> login(port), 0, 1_000_000 / LOGINS_PER_SECOND, TimeUnit.MICROSECONDS)
                : null;
        TimeUnit.SECONDS.sleep(SECONDS);
        if (flooding != null) {
            flooding.cancel(false);
        }
        synchronized (latencies) {
            List<Long> sorted = latencies.stream().sorted().toList();
            return String.format(
                    Locale.ROOT,
                    "n=%d p50=%.2f ms p99=%.2f ms",
                    sorted.size(),
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 99 / 100) / 1e6);
        }
    }

    private void login(int port) {
        long number = made.incrementAndGet();
        String body = new JsonObject()
                .put("username", "user" + number % 10_000)
                .put("password", "a guess")
                .encode();
        flooders.get((int) (number % ADDRESSES))
                .request(HttpMethod.POST, port, "127.0.0.1", "/api/v1/login")
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(body))
                .onComplete(done -> answers.computeIfAbsent(
                                done.succeeded() ? done.result().statusCode() : 0, status -> new AtomicLong())
                        .incrementAndGet());
    }
}
