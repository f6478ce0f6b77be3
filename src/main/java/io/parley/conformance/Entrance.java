package io.parley.conformance;

import io.parley.json.JsonCodec;
import io.parley.port.Codec;
import io.parley.protocol.Limits;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Where a client comes in: what it is told before any scenario begins. */
final class Entrance {
    static final String SUBPROTOCOL = "parley.v1.json";
    private static final String PATH = "/api/v1/ws";
    private static final String BEARER = "Bearer ";
    private static final int UNAUTHENTICATED = 4401;
    private static final int BAD_FRAMES = 4400;

    private final Runs runs;
    private final Codec codec = new JsonCodec(Limits.DEFAULT);

    Entrance(Runs runs) {
        this.runs = runs;
    }

    void enters(ServerWebSocket socket) {
        long at = System.nanoTime();
        if (!socket.path().equals(PATH)) {
            socket.close((short) BAD_FRAMES, "the socket is at " + PATH);
            return;
        }
        String upgrade = ofUpgrade(socket);
        new Peer(socket, codec).first((peer, frame) -> {
            if (!"hello".equals(frame.getString("type"))) {
                peer.close(BAD_FRAMES, "hello is the first frame");
                return;
            }
            Hello hello = new Hello(frame, frame.getString("token", upgrade), at);
            if (!runs.arrives(new Visit(peer, hello))) {
                peer.close(UNAUTHENTICATED, "the token names no scenario that is being played");
            }
        });
    }

    /** The token of the upgrade, or a ticket in its place. */
    private static String ofUpgrade(ServerWebSocket socket) {
        String header = Objects.requireNonNullElse(socket.headers().get(HttpHeaders.AUTHORIZATION), "");
        if (header.startsWith(BEARER)) {
            return header.substring(BEARER.length());
        }
        String query = Objects.requireNonNullElse(socket.query(), "");
        return query.startsWith("ticket=")
                ? URLDecoder.decode(query.substring("ticket=".length()), StandardCharsets.UTF_8)
                : "";
    }
}
