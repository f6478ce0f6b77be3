package io.parley.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.parley.gateway.Handshake.Agreed;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Codec;
import io.parley.port.Proxies;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns one loop's requests for a socket into connections, or refuses them. */
final class Upgrade implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

    private final Handshake handshake;
    private final Sessions sessions;
    private final Connections connections;
    private final Function<Codec, Kind> kinds;
    private final Proxies proxies;
    private final int frameBytes;

    Upgrade(
            Handshake handshake,
            Sessions sessions,
            Connections connections,
            Function<Codec, Kind> kinds,
            Proxies proxies,
            int frameBytes) {
        this.handshake = handshake;
        this.sessions = sessions;
        this.connections = connections;
        this.kinds = kinds;
        this.proxies = proxies;
        this.frameBytes = frameBytes;
    }

    @Override
    public void handle(HttpServerRequest request) {
        switch (handshake.judge(request)) {
            case Refusal refusal -> refusal.answer(request);
            case Agreed agreed -> admit(request, agreed);
        }
    }

    private void admit(HttpServerRequest request, Agreed agreed) {
        Doorman.of(Doorman.channel(request.connection())).demandSilence();
        request.pause();
        Future<@Nullable Identity> admitted = Future.succeededFuture(request).compose(handshake.admission()::admit);
        if (!admitted.isComplete()) {
            long patience = connections.deadlines().handshake().toMillis();
            admitted = admitted.timeout(patience, TimeUnit.MILLISECONDS);
        }
        admitted.onComplete(done -> {
            if (connections.turn().isHere()) {
                settle(request, agreed, done);
            } else {
                connections.turn().execute(() -> settle(request, agreed, done));
            }
        });
    }

    private void settle(HttpServerRequest request, Agreed agreed, AsyncResult<@Nullable Identity> admitted) {
        Channel channel = Doorman.channel(request.connection());
        if (!channel.isActive()) {
            return;
        }
        if (admitted.failed()) {
            // The peer was to be silent until its answer, and so cannot be heard again.
            refusal(admitted.cause())
                    .answer(request)
                    .onComplete(said -> request.connection().close());
            return;
        }
        HttpServerResponse response = request.response()
                .putHeader(HttpHeaders.UPGRADE, Handshake.WEBSOCKET)
                .putHeader(HttpHeaders.CONNECTION, "Upgrade")
                .putHeader("Sec-WebSocket-Accept", agreed.accept());
        if (agreed.subprotocol() != null) {
            response.putHeader("Sec-WebSocket-Protocol", agreed.subprotocol());
        }
        request.toNetSocket()
                .onSuccess(socket -> open(channel, agreed.codec(), admitted.result(), proxies.network(request)))
                .onFailure(gone -> LOG.debug("The peer of an upgrade is gone: {}", gone.getMessage()));
    }

    private static Refusal refusal(Throwable cause) {
        if (cause instanceof Failure expected) {
            return Refusal.of(expected.problem());
        }
        if (cause instanceof TimeoutException) {
            return Refusal.of(Code.TIMEOUT, "who you are could not be found out in time");
        }
        LOG.error("Admission failed", cause);
        return Refusal.of(Code.UNAVAILABLE, "who you are could not be found out");
    }

    /** Takes the channel over in the same turn as the 101 was written, so that no byte that follows it meets Vert.x. */
    private void open(Channel channel, Codec codec, @Nullable Identity identity, String peer) {
        if (!channel.isActive()) {
            return;
        }
        Connection connection = new Connection(channel, connections, kinds.apply(codec), frameBytes);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast("parley", connection);
        pipeline.remove("handler");
        pipeline.remove(Doorman.class);
        channel.config().setAutoRead(true);
        connection.open(sessions, new Opening(connection, codec, identity, peer));
    }
}
