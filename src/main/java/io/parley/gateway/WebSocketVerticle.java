package io.parley.gateway;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.parley.port.Bells;
import io.parley.port.Bells.Bell;
import io.parley.port.Drain;
import io.parley.port.Drain.Stage;
import io.parley.port.Unreadable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public port: sockets on one path, everything else for the site. Deploy one instance per event loop; they share the
 * port, and a connection stays with the loop it came to. Its own part in a drain is to accept no more; to tell and close
 * the clients is their sessions'.
 */
public final class WebSocketVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketVerticle.class);
    private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;
    private static final int MAX_HEAD = 8 * 1024;
    private static final int BACKLOG = 4096;
    private static final Duration REFUSE_DEADLINE = Duration.ofSeconds(1);

    private final GatewaySettings settings;
    private final Handshake handshake;
    private final Sessions.Factory factory;
    private final Handler<HttpServerRequest> site;
    private final Bells bells;
    private final Drain drain;
    private @Nullable HttpServer server;
    private @Nullable Future<Void> refusing;

    /** @param site gets every request off the socket's path, on the loop of its connection */
    public WebSocketVerticle(
            GatewaySettings settings,
            Handshake handshake,
            Sessions.Factory factory,
            Handler<HttpServerRequest> site,
            Bells bells,
            Drain drain) {
        this.settings = settings;
        this.handshake = handshake;
        this.factory = factory;
        this.site = site;
        this.bells = bells;
        this.drain = drain;
    }

    @Override
    public Future<?> start() {
        EventLoopTurn turn = EventLoopTurn.of(context);
        Connections connections = new Connections(turn, settings.deadlines(), settings.lobby());
        Sessions sessions = factory.on(turn, new FrameJoiner(ALLOCATOR));
        Upgrade upgrade =
                new Upgrade(handshake, sessions, connections, Kind::of, settings.proxies(), settings.frameBytes());
        HttpServerOptions options = options();
        HttpServer listening = vertx.createHttpServer(options)
                .connectionHandler(connection -> Doorman.post(connection, connections))
                .invalidRequestHandler(new Unreadable())
                .requestHandler(request -> {
                    boolean socket = settings.path().equals(request.path());
                    (socket ? upgrade : site).handle(request);
                });
        server = listening;
        if (settings.tls() != null) {
            settings.tls().onChange(next -> present(listening, options.getSslOptions(), next));
        }
        bells.on(Bell.TIMEOUT, () -> connections.sweep(turn.nanoTime()));
        drain.hook(Stage.REFUSE, "gateway", REFUSE_DEADLINE, () -> {
            refuse();
            return Future.succeededFuture();
        });
        return listening.listen();
    }

    /** To handshakes from now on; connections go on with what they have. */
    private static void present(HttpServer server, ServerSSLOptions before, KeyCertOptions certificate) {
        server.updateSSLOptions(before.copy().setKeyCertOptions(certificate))
                .onFailure(cause -> LOG.error("The new certificate was not taken", cause));
    }

    /** The port it listens on, once deployed. */
    public int port() {
        if (server == null) {
            throw new IllegalStateException("not deployed");
        }
        return server.actualPort();
    }

    /** Accepts no more. What is connected may stay for as long as a drain may take. */
    private synchronized Future<Void> refuse() {
        if (refusing == null) {
            long patience = settings.deadlines().drain().toMillis();
            refusing = server == null ? Future.succeededFuture() : server.shutdown(patience, TimeUnit.MILLISECONDS);
        }
        return refusing;
    }

    /**
     * After a drain there is nothing to wait for: its clients have been told, and a peer that does not finish closing is
     * cut. Without one, every connection is.
     */
    @Override
    public synchronized Future<?> stop() {
        return refusing != null || server == null ? Future.succeededFuture() : server.close();
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(settings.host())
                // Of Vert.x's wildcard ports, 0 is another one for each instance and a negative one is shared.
                .setPort(settings.port() == 0 ? -1 : settings.port())
                .setAcceptBacklog(BACKLOG)
                .setTcpNoDelay(true)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(MAX_HEAD)
                .setMaxHeaderSize(MAX_HEAD);
        if (settings.tls() != null) {
            options.setSsl(true).setKeyCertOptions(settings.tls().options());
        }
        return options;
    }
}
