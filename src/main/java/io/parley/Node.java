package io.parley;

import io.parley.lifecycle.DrainPlan;
import io.parley.lifecycle.ShutdownVerticle;
import io.parley.lifecycle.Stop;
import io.parley.port.Drain.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;

/** The composition root: builds the adapters, hands them in and deploys what lives, in order. */
final class Node {
    private final Vertx vertx;
    private final int port;
    private final Future<Stop> ended;

    private Node(Vertx vertx, int port, Future<Stop> ended) {
        this.vertx = vertx;
        this.port = port;
        this.ended = ended;
    }

    /** Fails with everything let go. */
    static Future<Node> start(Config config) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        DrainPlan drain = new DrainPlan();
        Promise<Stop> drained = Promise.promise();
        Future<Stop> ended =
                drained.future().compose(stop -> vertx.close().otherwiseEmpty().map(stop));
        return vertx.deployVerticle(new ShutdownVerticle(drain, config.get(Settings.DRAIN), drained))
                .compose(deployed -> listen(vertx, config, drain))
                .map(server -> new Node(vertx, server.actualPort(), ended))
                .recover(cause -> vertx.close().transform(closed -> Future.failedFuture(cause)));
    }

    /** The port that is really listened on. */
    int port() {
        return port;
    }

    /** Any thread, and as often as one likes: asked again after a second, it hurries. */
    void stop(Stop stop) {
        vertx.eventBus().send(ShutdownVerticle.ADDRESS, stop.name());
    }

    /** Completes when all is drained and closed; says why. */
    Future<Stop> ended() {
        return ended;
    }

    private static Future<HttpServer> listen(Vertx vertx, Config config, DrainPlan drain) {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(config.get(Settings.HTTP_HOST))
                .setPort(config.get(Settings.HTTP_PORT)));
        server.requestHandler(request -> request.response()
                .setStatusCode(request.path().equals("/health/live") ? 200 : 404)
                .end());
        drain.hook(Stage.REFUSE, "listener", Duration.ofSeconds(5), server::close);
        return server.listen();
    }
}
