package io.parley.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Where a key set is read from. Fails with whatever stood in the way, within seconds. */
@FunctionalInterface
interface JwksSource {
    int MAX_BYTES = 256 * 1024;
    int CONNECT_MS = 2_000;
    int READ_MS = 5_000;

    /** Never blocks. */
    Future<String> read();

    static JwksSource of(Vertx vertx, Issuer issuer) {
        return issuer.isRemote() ? url(vertx, issuer.keys()) : file(vertx, Path.of(issuer.keys()));
    }

    private static JwksSource file(Vertx vertx, Path file) {
        return () -> vertx.executeBlocking(() -> text(file), false);
    }

    /** Blocks. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("is larger than 256 KiB");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Follows no redirect: whoever could send one elsewhere would choose the keys. */
    private static JwksSource url(Vertx vertx, String url) {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setSslHandshakeTimeout(CONNECT_MS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAlive(false));
        return () -> client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setFollowRedirects(false)
                        .setConnectTimeout(CONNECT_MS)
                        .putHeader("Accept", "application/json"))
                .compose(request -> answer(vertx, request));
    }

    private static Future<String> answer(Vertx vertx, HttpClientRequest request) {
        Promise<String> text = Promise.promise();
        long deadline = vertx.setTimer(READ_MS, late -> text.tryFail(new IOException("took longer than 5 s")));
        request.send().onFailure(text::tryFail).onSuccess(response -> receive(response, text));
        return text.future().onComplete(done -> {
            vertx.cancelTimer(deadline);
            if (done.failed()) {
                var unused = request.reset();
            }
        });
    }

    private static void receive(HttpClientResponse response, Promise<String> text) {
        response.exceptionHandler(text::tryFail);
        if (response.statusCode() != 200) {
            text.tryFail(new IOException("answered " + response.statusCode()));
            return;
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BYTES) {
                text.tryFail(new IOException("answered more than 256 KiB"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> text.tryComplete(body.toString(StandardCharsets.UTF_8)));
    }
}
