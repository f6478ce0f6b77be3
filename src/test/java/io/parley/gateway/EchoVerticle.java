package io.parley.gateway;

import io.parley.port.Proxies;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The product's own WebSocket layer saying back text as text and binary as binary, for conformance suites. */
final class EchoVerticle extends VerticleBase {
    private static final int FRAME_BYTES = 16 * 1024 * 1024;
    private static final long SWEEP_MS = 200;

    private @Nullable HttpServer server;

    int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    @Override
    public Future<?> start() {
        EventLoopTurn turn = EventLoopTurn.of(context);
        Connections connections = new Connections(turn, Deadlines.DEFAULT, 10_000);
        Handshake handshake =
                new Handshake(Origins.of(List.of()), List.of(NamedCodec.JSON), request -> Future.succeededFuture());
        Sessions echo = new Echo.Room().on(turn, (frames, binary) -> {
            throw new IllegalStateException("joins nothing");
        });
        vertx.setPeriodic(SWEEP_MS, timer -> connections.sweep(turn.nanoTime()));
        HttpServer listening = vertx.createHttpServer()
                .connectionHandler(connection -> Doorman.post(connection, connections))
                .requestHandler(
                        new Upgrade(handshake, echo, connections, codec -> Kind.EITHER, Proxies.NONE, FRAME_BYTES));
        server = listening;
        return listening.listen(0, "127.0.0.1");
    }
}
