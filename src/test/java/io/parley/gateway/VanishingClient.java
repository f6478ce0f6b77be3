package io.parley.gateway;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A process with a sound client in it, which answers every ping as long as pings reach it. */
final class VanishingClient {
    static final String WELCOMED = "welcomed";

    private VanishingClient() {}

    /** Takes the address of the socket and a token; never ends by itself. */
    public static void main(String[] args) throws InterruptedException {
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("parley.v1.json")
                .buildAsync(URI.create(args[0]), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        System.out.println(WELCOMED);
                        from.request(1);
                        return null;
                    }
                })
                .join();
        socket.sendText(
                        new JsonObject()
                                .put("type", "hello")
                                .put("token", args[1])
                                .encode(),
                        true)
                .join();
        new CountDownLatch(1).await();
    }
}
