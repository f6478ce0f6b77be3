package io.parley.testkit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JSON client over the JDK's own WebSocket: one connection, from hello on. */
public final class JsonSocket {
    private final CompletableFuture<JsonObject> welcome = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Consumer<JsonObject> listener;
    private volatile @Nullable WebSocket socket;
    private @Nullable CompletableFuture<?> opening;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

    private JsonSocket(Consumer<JsonObject> listener) {
        this.listener = listener;
    }

    /**
     * Completes with {@code welcome}, or fails.
     *
     * @param subscribe as in {@code hello}
     * @param listener hears every frame, the welcome first, one at a time
     */
    public static JsonSocket open(
            HttpClient http, int port, String token, JsonArray subscribe, Consumer<JsonObject> listener) {
        return open(
                http,
                port,
                new JsonObject().put("type", "hello").put("token", token).put("subscribe", subscribe),
                listener);
    }

    /** Says {@code hello} as it is given. */
    public static JsonSocket open(HttpClient http, int port, JsonObject hello, Consumer<JsonObject> listener) {
        JsonSocket opened = new JsonSocket(listener);
        opened.opening = http.newWebSocketBuilder()
                .subprotocols("parley.v1.json")
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/ws"), opened.new Listening())
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        opened.end(failure, -1);
                    } else {
                        opened.socket = socket;
                        opened.send(hello);
                    }
                });
        return opened;
    }

    public CompletableFuture<JsonObject> welcome() {
        return welcome;
    }

    /** With the close code; -1 where there was none. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    /** One after the other, as the JDK's WebSocket wants it. Any thread. */
    public synchronized void send(JsonObject frame) {
        String text = frame.encode();
        WebSocket open = Objects.requireNonNull(socket, "not open yet");
        lastSend = lastSend.handle((sent, broken) -> open).thenCompose(to -> to.sendText(text, true));
    }

    public void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        } else if (opening != null) {
            opening.cancel(true);
        }
    }

    private void end(Throwable failure, int code) {
        welcome.completeExceptionally(failure);
        closed.complete(code);
    }

    private final class Listening implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject frame = new JsonObject(text.toString());
                text.setLength(0);
                listener.accept(frame);
                if ("welcome".equals(frame.getString("type"))) {
                    welcome.complete(frame);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(new IllegalStateException("closed with " + code + " " + reason), code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            end(failure, -1);
        }
    }
}
