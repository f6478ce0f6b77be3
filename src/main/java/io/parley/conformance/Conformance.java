package io.parley.conformance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The kit: scenarios over the WebSocket, and what came of them over HTTP, on one port of the loopback. */
public final class Conformance {
    private static final String GUIDE = "/docs/conformance.md";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int FRAME_BYTES = 1 << 20;

    private final HttpServer server;
    private final Runs runs;

    private Conformance(HttpServer server, Runs runs) {
        this.server = server;
        this.runs = runs;
    }

    /** @param port 0 for a free one; fails when it is taken */
    public static Future<Conformance> start(Vertx vertx, int port) {
        Runs runs = new Runs();
        Entrance entrance = new Entrance(runs);
        HttpServerOptions options = new HttpServerOptions()
                .addWebSocketSubProtocol(Entrance.SUBPROTOCOL)
                .setMaxWebSocketFrameSize(FRAME_BYTES)
                .setMaxWebSocketMessageSize(FRAME_BYTES);
        return vertx.createHttpServer(options)
                .webSocketHandler(entrance::enters)
                .requestHandler(new Reports(runs, GoldenFrames.load(), guide())::answer)
                .listen(port, LOOPBACK)
                .map(server -> new Conformance(server, runs));
    }

    private static String guide() {
        try (InputStream file = Conformance.class.getResourceAsStream(GUIDE)) {
            if (file == null) {
                throw new IllegalStateException("built without " + GUIDE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.actualPort();
    }

    /** Ends what is being played. */
    public Future<Void> close() {
        runs.stop();
        return server.close().mapEmpty();
    }
}
