package io.parley.http;

import io.parley.auth.JwtTokens;
import io.parley.auth.KeyFiles;
import io.parley.auth.SessionLife;
import io.parley.auth.StoredServices;
import io.parley.auth.StoredSignIns;
import io.parley.delivery.Codecs;
import io.parley.delivery.Engine;
import io.parley.delivery.Heartbeat;
import io.parley.delivery.Heartbeats;
import io.parley.delivery.Hub;
import io.parley.delivery.Ports;
import io.parley.delivery.Settings;
import io.parley.json.JsonCodec;
import io.parley.limits.Limiter;
import io.parley.limits.Rules;
import io.parley.port.Codec;
import io.parley.port.Endings;
import io.parley.port.MemoryStore;
import io.parley.port.Meter;
import io.parley.port.Passwords;
import io.parley.port.Site;
import io.parley.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** REST on a port of its own, over a store in memory. */
final class RestServer {
    static final HttpSettings.Rates UNLIMITED = new HttpSettings.Rates(1_000_000, 1_000_000, 1_000_000, 1_000_000);

    final MemoryStore store = new MemoryStore(Clock.systemUTC(), commit -> {});
    final Codec codec = new JsonCodec(Limits.DEFAULT);
    final Vertx vertx = Vertx.vertx();
    final Site site = new Site();
    final JwtTokens tokens;
    final StoredServices services;
    final StoredSignIns signIns;
    final Limiter limiter = new Limiter(Meter.NONE);
    private final ContextLoop loop = new ContextLoop(vertx);
    private final Engine engine = engine(store, codec, limiter);
    private final Hub hub;
    private final HttpServer server;
    private final String deployment;
    volatile boolean started = true;
    volatile boolean live = true;
    volatile boolean draining;
    volatile boolean storeUp = true;

    RestServer(Path directory) throws Exception {
        this(directory, settings(UNLIMITED));
    }

    /** Keeps what it is told. */
    static final class KeptEndings implements Endings {
        final List<Ended> told = new CopyOnWriteArrayList<>();

        @Override
        public void tell(Ended ended) {
            told.add(ended);
        }

        @Override
        public void listen(Consumer<Ended> listener) {}
    }

    final KeptEndings ended = new KeptEndings();

    RestServer(Path directory, HttpSettings settings) throws Exception {
        tokens = JwtTokens.open(vertx, KeyFiles.in(directory), store.sessions(), Clock.systemUTC(), Meter.NONE);
        SessionLife life = new SessionLife(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(365));
        signIns = new StoredSignIns(store.accounts(), store.sessions(), tokens, ended, life, Clock.systemUTC());
        services = new StoredServices(store.serviceKeys(), tokens, Clock.systemUTC(), System::nanoTime);
        hub = engine.attach(loop, (frames, binary) -> {
            throw new AssertionError("no entries are shown here");
        });
        vertx.setPeriodic(50, timer -> loop.execute(hub::lookAtClocks));
        HttpVerticle verticle = new HttpVerticle(
                new HttpVerticle.Identities(store.accounts(), services, signIns, new QuickPasswords(), services),
                new HttpVerticle.Conversations(store.log(), store.rooms(), store.search(), engine.people(), codec),
                settings,
                new Readiness(
                        () -> live,
                        () -> started,
                        () -> draining,
                        () -> Map.of("store", storeUp),
                        () -> List.of("HttpVerticle")),
                site,
                new HttpVerticle.Pace(Clock.systemUTC(), limiter));
        server = await(vertx.createHttpServer().requestHandler(site).listen(0, "127.0.0.1"));
        deployment = await(vertx.deployVerticle(verticle));
    }

    /** Of one loop, which is not there yet. */
    static Engine engine(MemoryStore store, Codec codec, Limiter limiter) {
        Ports ports = new Ports(
                store.log(),
                store.rooms(),
                token -> Future.failedFuture("nobody"),
                call -> Future.failedFuture("nobody answers"),
                limiter,
                Clock.systemUTC()::millis,
                Meter.NONE);
        Heartbeats heartbeats = Heartbeats.same(Heartbeat.of(Duration.ofSeconds(25), Duration.ofSeconds(10), 3));
        Settings settings = new Settings("node", Limits.DEFAULT, heartbeats, Duration.ofSeconds(5), 100, 10);
        return new Engine(ports, new Codecs(List.of(codec)), settings, 1, 1 << 20);
    }

    /** From now on, in the words of an operator. */
    void rules(String text) {
        limiter.adopt(Rules.parse(text, Operations::resource), System.nanoTime());
    }

    /** On the socket. */
    Connected connect(String user) throws Exception {
        return new Connected(hub, loop, codec, user);
    }

    static HttpSettings settings(HttpSettings.Rates rates) {
        HttpSettings normal = HttpSettings.DEFAULT;
        return new HttpSettings(true, normal.origins(), normal.proxies(), normal.deadline(), rates);
    }

    RestClient client() {
        return new RestClient(server.actualPort(), null);
    }

    /** Registers and signs in. */
    RestClient user(String name) throws Exception {
        RestClient client = client();
        client.post("/api/v1/users", "{\"username\":\"%s\",\"password\":\"password of %s\"}".formatted(name, name));
        return client.login(name, "password of " + name);
    }

    void undeploy() throws Exception {
        await(vertx.undeploy(deployment));
    }

    void close() throws Exception {
        await(vertx.close());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }

    /** Hashes at once and to no avail: these tests are not about passwords. */
    static final class QuickPasswords implements Passwords {
        @Override
        public Future<String> hash(String password) {
            return Future.succeededFuture("hash of " + password);
        }

        @Override
        public Future<Boolean> matches(@Nullable String hash, String password) {
            return Future.succeededFuture(("hash of " + password).equals(hash));
        }
    }
}
