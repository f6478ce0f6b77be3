package io.parley.gateway;

import static org.awaitility.Awaitility.await;

import io.parley.port.Bells;
import io.parley.port.Drain;
import io.parley.port.Proxies;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gateway on a port of its own, with echoes behind it. Its timeout bell rings when the test rings it, or often. */
final class TestGateway implements AutoCloseable {
    static final String PATH = "/api/v1/ws";
    static final int FRAME_BYTES = 65_536;

    /** Defaults are the product's; a test sets what it is about. */
    static final class Builder {
        boolean nativeTransport = true;
        int instances = 1;
        Deadlines deadlines = Deadlines.DEFAULT;
        List<String> origins = List.of();
        Admission admission = request -> Future.succeededFuture();
        Handler<HttpServerRequest> site =
                request -> request.response().setStatusCode(503).end("no site");

        int lobby = 1_000;

        /** Where {@code chain.pem} and {@code key.pem} are. */
        @Nullable
        Path tls;

        Sessions.Factory sessions = new Echo.Room();
        /** Whether the timeout bell rings by itself, every 10 ms. */
        boolean ringing;

        TestGateway start() {
            return new TestGateway(this);
        }
    }

    final Vertx vertx;
    final Sessions.Factory sessions;
    final @Nullable Certificate certificate;
    private final Queue<Runnable> sweeps = new ConcurrentLinkedQueue<>();
    private final Queue<Supplier<Future<?>>> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<WebSocketVerticle> verticles = new ConcurrentLinkedQueue<>();
    private final String deployment;

    private TestGateway(Builder with) {
        vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(with.nativeTransport)
                .setEventLoopPoolSize(with.instances));
        sessions = with.sessions;
        certificate = with.tls == null ? null : certificate(vertx, with.tls);
        GatewaySettings settings = new GatewaySettings(
                "127.0.0.1", 0, PATH, Proxies.NONE, FRAME_BYTES, with.deadlines, with.lobby, certificate);
        Handshake handshake =
                new Handshake(Origins.of(with.origins), List.of(NamedCodec.JSON, NamedCodec.PROTOBUF), with.admission);
        Drain drain = (stage, name, deadline, action) -> refusals.add(action);
        deployment = get(vertx.deployVerticle(
                () -> {
                    WebSocketVerticle verticle =
                            new WebSocketVerticle(settings, handshake, sessions, with.site, bells(), drain);
                    verticles.add(verticle);
                    return verticle;
                },
                new DeploymentOptions().setInstances(with.instances)));
        if (with.ringing) {
            vertx.setPeriodic(10, timer -> ringTimeouts());
        }
    }

    private static Certificate certificate(Vertx vertx, Path directory) {
        try {
            return Certificate.open(vertx, directory.resolve("chain.pem"), directory.resolve("key.pem"));
        } catch (CertificateUnusable e) {
            throw new IllegalStateException(e);
        }
    }

    private Bells bells() {
        return new Bells() {
            @Override
            public void ring(Bell bell) {
                sweeps.forEach(Runnable::run);
            }

            @Override
            public void on(Bell bell, Runnable look) {
                var context = vertx.getOrCreateContext();
                sweeps.add(() -> context.runOnContext(ignored -> look.run()));
            }
        };
    }

    int port() {
        return verticles.element().port();
    }

    void ringTimeouts() {
        sweeps.forEach(Runnable::run);
    }

    /** What the drain's first stage does. */
    void refuse() {
        for (Supplier<Future<?>> refusal : refusals) {
            get(refusal.get());
        }
    }

    Future<?> undeploy() {
        return vertx.undeploy(deployment);
    }

    RawClient connect() throws Exception {
        return new RawClient(port());
    }

    /** Connected and upgraded. */
    RawClient open() throws Exception {
        RawClient client = connect();
        client.upgrade();
        return client;
    }

    /** The session of the n-th connection, from 0. */
    Echo session(int index) {
        Queue<Echo> echoes = ((Echo.Room) sessions).sessions;
        await().until(() -> echoes.size() > index);
        return echoes.stream().skip(index).findFirst().orElseThrow();
    }

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Deadlines short enough to be waited for. */
    static Deadlines all(Duration duration) {
        return new Deadlines(duration, duration, duration, duration, duration, duration);
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
