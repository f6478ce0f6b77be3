package io.parley.conformance;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.parley.port.Codec;
import io.parley.port.Codec.Decoded;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The wire to a client under test. What comes is kept for the script, which takes it on its own thread; what the script says
 * goes out in that order.
 */
final class Peer {
    private static final int KEPT = 10_000;

    private final ServerWebSocket socket;
    private final Codec codec;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(KEPT);
    private @Nullable BiConsumer<Peer, JsonObject> opening;

    Peer(ServerWebSocket socket, Codec codec) {
        this.socket = socket;
        this.codec = codec;
        socket.textMessageHandler(this::hear);
        socket.binaryMessageHandler(bytes -> keep(new Heard.Fault("a binary frame", System.nanoTime())));
        socket.pongHandler(bytes -> keep(new Heard.Pong(System.nanoTime())));
        socket.closeHandler(closed -> keep(new Heard.End(code(), System.nanoTime())));
        // Whatever ends a connection ends with its close.
        socket.exceptionHandler(broken -> {});
    }

    /** Gives out the first frame when it is there; what follows is for {@link #next}. The connection's event loop. */
    void first(BiConsumer<Peer, JsonObject> listener) {
        opening = listener;
    }

    private void hear(String text) {
        long now = System.nanoTime();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        keep(
                switch (codec.decode(bytes, 0, bytes.length)) {
                    case Decoded.Understood understood -> new Heard.Frame(new JsonObject(text), now);
                    case Decoded.Refused(String id, var problem) -> new Heard.Fault(problem.message(), now);
                });
    }

    /** A client that says more than a script can be waiting for is cut off. */
    private void keep(Heard something) {
        BiConsumer<Peer, JsonObject> listener = opening;
        if (listener != null && something instanceof Heard.Frame first) {
            opening = null;
            listener.accept(this, first.frame());
            return;
        }
        if (!heard.offer(something)) {
            cut(true);
        }
    }

    private int code() {
        Short code = socket.closeStatusCode();
        return code == null ? 1006 : code;
    }

    /** Null when nothing came in that time. */
    @Nullable
    Heard next(Duration most) throws InterruptedException {
        return heard.poll(Math.max(most.toNanos(), 0), TimeUnit.NANOSECONDS);
    }

    void say(JsonObject frame) {
        socket.writeTextMessage(frame.encode());
    }

    void ping() {
        socket.writePing(Buffer.buffer("kit"));
    }

    void close(int code, String reason) {
        socket.close((short) code, reason);
    }

    /** Takes nothing more from the wire, and so answers nothing, not even a ping. */
    void fallSilent() {
        socket.pause();
    }

    /**
     * Without a Close frame.
     *
     * @param reset with a RST, and whatever was under way lost; else with a FIN, behind what was said before
     */
    void cut(boolean reset) {
        Channel channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
        channel.eventLoop().execute(() -> {
            if (reset) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.unsafe().close(channel.voidPromise());
        });
    }
}
