package io.parley;

import io.parley.auth.KeyFileException;
import io.parley.bus.BusExtensions;
import io.parley.bus.EventBusBells;
import io.parley.bus.EventBusFeed;
import io.parley.delivery.Codecs;
import io.parley.delivery.Engine;
import io.parley.delivery.Ports;
import io.parley.gateway.Certificate;
import io.parley.gateway.CertificateUnusable;
import io.parley.gateway.WebSocketVerticle;
import io.parley.http.HttpVerticle;
import io.parley.inbox.NoticeVerticle;
import io.parley.json.JsonCodec;
import io.parley.json.JsonContent;
import io.parley.lifecycle.DrainPlan;
import io.parley.lifecycle.ReloadVerticle;
import io.parley.lifecycle.ShutdownVerticle;
import io.parley.lifecycle.Stop;
import io.parley.liveness.HeartbeatVerticle;
import io.parley.liveness.TimeoutVerticle;
import io.parley.port.Bells;
import io.parley.port.Codec;
import io.parley.port.Meter;
import io.parley.port.Reload;
import io.parley.port.Site;
import io.parley.proto.ProtobufCodec;
import io.parley.store.sqlite.StoreUnusable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: builds the adapters, hands them in and deploys what lives, in order. */
final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int LOOPS = Math.min(64, Runtime.getRuntime().availableProcessors());

    private final LiveConfig settings;
    private final Wiring wiring;
    private final Vertx vertx;
    private final BusExtensions extensions;
    private final DrainPlan drain = new DrainPlan();
    private final Promise<Stop> drained = Promise.promise();
    private final Health health = new Health();
    private int port;

    private Node(LiveConfig settings, Vertx vertx) {
        this.settings = settings;
        this.wiring = new Wiring(settings.now());
        this.vertx = vertx;
        this.extensions = Wiring.extensions(vertx);
    }

    /** Blocks until the store is open. Fails with everything let go. */
    static Future<Node> start(LiveConfig settings) {
        Vertx vertx = Wiring.vertx(LOOPS);
        Node node = new Node(settings, vertx);
        // Bound to no event loop: a future that is would stay silent once its loop is closed.
        Promise<Node> started = Promise.promise();
        node.open().onComplete(started);
        return started.future().recover(cause -> vertx.close().transform(closed -> Future.failedFuture(cause)));
    }

    private Future<Node> open() {
        JsonContent contents = new JsonContent();
        EventBusFeed feed = new EventBusFeed(vertx, UUID.randomUUID().toString(), contents, Meter.NONE);
        try {
            Certificate certificate = wiring.certificate(vertx);
            Storage store = Storage.open(wiring, contents, feed::publish, cause -> stop(Stop.FATAL), drain);
            Credentials credentials = Credentials.open(wiring, vertx, store);
            return credentials
                    .firstAdmin(wiring.trust())
                    .compose(made -> open(feed, store, credentials, certificate))
                    .recover(cause -> store.close().transform(closed -> Future.failedFuture(cause)));
        } catch (StoreUnusable | KeyFileException | CertificateUnusable e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Node> open(
            EventBusFeed feed, Storage store, Credentials credentials, @Nullable Certificate certificate) {
        Codec json = new JsonCodec(wiring.limits());
        List<Codec> codecs = List.of(json, new ProtobufCodec(wiring.limits()));
        Ports ports = wiring.ports(store, credentials.people(), extensions, Wiring.limiter(settings));
        Engine engine = new Engine(ports, new Codecs(codecs), wiring.delivery(), LOOPS, wiring.ringBytes());
        Bells bells = new EventBusBells(vertx);
        credentials.serve(bells, drain);
        store.serve(bells);
        Hearing.begin(feed, bells, engine, health);
        settings.onChange(config -> engine.adjust(new Wiring(config).delivery()));
        health.hook(drain);
        List<Reload> reloads = certificate == null ? List.of(settings) : List.of(settings, certificate);
        Gateways gateways =
                new Gateways(wiring, wiring.gateway(certificate), engine, bells, drain, Wiring.endings(vertx));
        Site site = new Site();
        Rest rest = new Rest(store, credentials.identities(), engine.people(), json, ports.limiter());
        return new Deployments(vertx)
                .then(ShutdownVerticle.class, () -> new ShutdownVerticle(drain, wiring.drain(), drained))
                .then(ReloadVerticle.class, () -> new ReloadVerticle(reloads))
                .then(TimeoutVerticle.class, () -> new TimeoutVerticle(bells))
                .then(HeartbeatVerticle.class, () -> new HeartbeatVerticle(bells))
                .then(NoticeVerticle.class, () -> new NoticeVerticle(store.owed(), store.log(), bells, drain))
                .then(
                        HttpVerticle.class,
                        () -> rest.verticle(wiring, health.readiness(() -> gateways.turning(settings.now())), site))
                .then(WebSocketVerticle.class, LOOPS, () -> gateways.make(codecs, credentials, ports.limiter(), site))
                .done()
                .map(deployed -> {
                    port = gateways.port();
                    health.started(deployed);
                    LOG.info("deployed {}: port={} transport={}", deployed, port, Wiring.transport(vertx));
                    return this;
                });
    }

    /** The port that is really listened on. */
    int port() {
        return port;
    }

    /** Who answers in this process to frames of a type {@code x.<name>}: to be added to at any time. */
    BusExtensions extensions() {
        return extensions;
    }

    /** Where the others answer, at {@code parley.x.<name>}. */
    EventBus bus() {
        return vertx.eventBus();
    }

    /** Any thread, and as often as one likes: asked again after a second, it hurries. */
    void stop(Stop stop) {
        vertx.eventBus().send(ShutdownVerticle.ADDRESS, stop.name());
    }

    /** Completes when all is drained and closed; says why. */
    Future<Stop> ended() {
        return drained.future().compose(stop -> vertx.close().otherwiseEmpty().map(stop));
    }
}
