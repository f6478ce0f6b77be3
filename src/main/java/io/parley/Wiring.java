package io.parley;

import io.parley.bus.BusExtensions;
import io.parley.bus.EventBusEndings;
import io.parley.cache.CacheSettings;
import io.parley.delivery.Heartbeat;
import io.parley.delivery.Heartbeats;
import io.parley.delivery.Ports;
import io.parley.gateway.Certificate;
import io.parley.gateway.CertificateUnusable;
import io.parley.gateway.Deadlines;
import io.parley.gateway.GatewaySettings;
import io.parley.http.HttpSettings;
import io.parley.limits.Limiter;
import io.parley.limits.Rules;
import io.parley.port.Authenticator;
import io.parley.port.Commit;
import io.parley.port.ContentCodec;
import io.parley.port.Endings;
import io.parley.port.Extensions;
import io.parley.port.Meter;
import io.parley.port.Proxies;
import io.parley.protocol.Limits;
import io.parley.store.sqlite.SqliteSettings;
import io.parley.store.sqlite.SqliteStore;
import io.parley.store.sqlite.StoreUnusable;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What each part of the node is told of the configuration. */
final class Wiring {
    /** What a client's request may take. */
    private static final Duration REQUEST = Duration.ofSeconds(3);

    /** What even a single client gets to move in. */
    private static final Duration LEAST_NOTICE = Duration.ofSeconds(1);

    private static final Duration PER_CLIENT = Duration.ofMillis(5);

    /** Of what blocks there is only what reads a file now and then. */
    private static final int WORKERS = 2;

    private final Config config;

    Wiring(Config config) {
        this.config = config;
    }

    Path dataDir() {
        return config.get(Settings.DATA_DIR);
    }

    static Vertx vertx(int loops) {
        return Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(!Boolean.getBoolean("parley.nio"))
                .setEventLoopPoolSize(loops)
                .setWorkerPoolSize(WORKERS));
    }

    /** Blocks. */
    SqliteStore openStore(ContentCodec contents, Consumer<Commit> committed, Consumer<Throwable> fatal)
            throws StoreUnusable {
        SqliteSettings settings = SqliteSettings.defaults().withQueue(config.get(Settings.STORE_QUEUE));
        return SqliteStore.open(
                dataDir(),
                settings,
                new SqliteStore.Environment(contents, Clock.systemUTC(), committed, fatal, Meter.NONE));
    }

    Limits limits() {
        Limits limits = Limits.DEFAULT;
        return new Limits(
                config.get(Settings.FRAME_SIZE),
                limits.textChars(),
                config.get(Settings.WINDOW),
                limits.sends(),
                limits.rooms(),
                config.get(Settings.RATE_PER_SECOND));
    }

    io.parley.delivery.Settings delivery() {
        return new io.parley.delivery.Settings(
                config.get(Settings.NODE),
                limits(),
                new Heartbeats(browserHeartbeat(), heartbeat()),
                config.get(Settings.HELLO_TIMEOUT),
                config.get(Settings.CONNECTIONS_MAX),
                config.get(Settings.CONNECTIONS_PER_USER));
    }

    /** Goes with the settings. */
    static Limiter limiter(LiveConfig settings) {
        Limiter limiter = new Limiter(Meter.NONE);
        limiter.adopt(new Wiring(settings.now()).rules(), System.nanoTime());
        settings.onChange(config -> limiter.adopt(new Wiring(config).rules(), System.nanoTime()));
        return limiter;
    }

    private Rules rules() {
        return Rules.usual(config.get(Settings.RATE_PER_SECOND)).with(config.get(Settings.RULES));
    }

    private Heartbeat heartbeat() {
        return Heartbeat.of(
                config.get(Settings.HEARTBEAT_INTERVAL),
                config.get(Settings.HEARTBEAT_TIMEOUT),
                config.get(Settings.HEARTBEAT_RETRIES));
    }

    /** How long one of the node's own may be silent. */
    Duration nodePatience() {
        Duration misses = config.get(Settings.NODE_TIMEOUT).multipliedBy(config.get(Settings.NODE_RETRIES));
        return config.get(Settings.NODE_INTERVAL).plus(misses);
    }

    private Heartbeat browserHeartbeat() {
        return Heartbeat.of(
                config.get(Settings.BROWSER_INTERVAL).orElse(config.get(Settings.HEARTBEAT_INTERVAL)),
                config.get(Settings.BROWSER_TIMEOUT).orElse(config.get(Settings.HEARTBEAT_TIMEOUT)),
                config.get(Settings.BROWSER_RETRIES).orElse(config.get(Settings.HEARTBEAT_RETRIES)));
    }

    /** What the recent entries kept in memory may weigh. */
    long ringBytes() {
        return Runtime.getRuntime().maxMemory() / 8;
    }

    /** A room remembered takes about half a kilobyte, and so does a place in it: a sixteenth of the memory. */
    CacheSettings caches() {
        long memory = Runtime.getRuntime().maxMemory();
        long rooms = Math.min(memory >> 14, 200_000);
        return new CacheSettings(rooms, rooms, memory >> 6);
    }

    /** Those that answer in this process are registered there. */
    static BusExtensions extensions(Vertx vertx) {
        return new BusExtensions(vertx, REQUEST);
    }

    Ports ports(Storage store, Authenticator people, Extensions extensions, Limiter limiter) {
        return new Ports(
                store.log(), store.rooms(), people, extensions, limiter, Clock.systemUTC()::millis, Meter.NONE);
    }

    TrustWiring trust() {
        return new TrustWiring(config);
    }

    List<String> origins() {
        return config.get(Settings.ORIGINS);
    }

    /** Null for a port in clear text. */
    @Nullable
    Certificate certificate(Vertx vertx) throws CertificateUnusable {
        Path chain = config.get(Settings.TLS_CERT).orElse(null);
        Path key = config.get(Settings.TLS_KEY).orElse(null);
        if (chain == null && key == null) {
            return null;
        }
        if (chain == null || key == null) {
            throw new CertificateUnusable("tls.cert and tls.key belong together, and one of them is not set");
        }
        return Certificate.open(vertx, chain, key);
    }

    GatewaySettings gateway(@Nullable Certificate certificate) {
        Deadlines usual = Deadlines.DEFAULT;
        Deadlines deadlines = new Deadlines(
                usual.handshake(),
                usual.keepAlive(),
                usual.message(),
                usual.close(),
                config.get(Settings.STALL_TIMEOUT),
                drain());
        return new GatewaySettings(
                config.get(Settings.HTTP_HOST),
                config.get(Settings.HTTP_PORT),
                "/api/v1/ws",
                proxies(),
                config.get(Settings.FRAME_SIZE),
                deadlines,
                config.get(Settings.CONNECTIONS_MAX),
                certificate);
    }

    Proxies proxies() {
        return new Proxies(config.get(Settings.TRUSTED_PROXIES));
    }

    HttpSettings http() {
        HttpSettings usual = HttpSettings.DEFAULT;
        return new HttpSettings(
                config.get(Settings.REGISTRATION).equals("open"),
                Set.copyOf(origins()),
                proxies(),
                REQUEST,
                usual.rates());
    }

    Duration drain() {
        return config.get(Settings.DRAIN);
    }

    static Endings endings(Vertx vertx) {
        return new EventBusEndings(vertx);
    }

    /** How sockets are served: without a native library, all the same but slower. */
    static String transport(Vertx vertx) {
        return vertx.isNativeTransportEnabled() ? "native" : "nio";
    }

    /** Over what time that many clients are told to move: the longer the more they are, and less than the drain. */
    Duration leaving(int clients) {
        Duration most = drain().dividedBy(2);
        Duration wanted = LEAST_NOTICE.plus(PER_CLIENT.multipliedBy(clients));
        return wanted.compareTo(most) < 0 ? wanted : most;
    }
}
