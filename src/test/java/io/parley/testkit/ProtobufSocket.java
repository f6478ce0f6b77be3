package io.parley.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.parley.proto.v1.Wire;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Protobuf client over the JDK's own WebSocket: one connection, on which each frame is said and heard in turn. */
public final class ProtobufSocket implements AutoCloseable {
    private final BlockingQueue<Wire.ServerFrame> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    public ProtobufSocket(HttpClient http, int port) {
        socket = http.newWebSocketBuilder()
                .subprotocols("parley.v1.protobuf")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/ws"), new Listening())
                .join();
    }

    public void say(Wire.ClientFrame frame) {
        socket.sendBinary(ByteBuffer.wrap(frame.toByteArray()), true).join();
    }

    /** The next frame of the server. */
    public Wire.ServerFrame hear() throws InterruptedException {
        Wire.ServerFrame frame = heard.poll(10, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("the server said nothing for 10 s");
        }
        return frame;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listening implements WebSocket.Listener {
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            message.writeBytes(part);
            if (last) {
                try {
                    heard.add(Wire.ServerFrame.parseFrom(message.toByteArray()));
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError("not a ServerFrame", e);
                }
                message.reset();
            }
            from.request(1);
            return null;
        }
    }
}
