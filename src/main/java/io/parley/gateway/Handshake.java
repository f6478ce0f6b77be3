package io.parley.gateway;

import io.parley.port.Codec;
import io.parley.protocol.Code;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The opening handshake of RFC 6455, section 4.2: what a request must be, and who must be asked. Extensions are never negotiated; of the
 * sub-protocols that a client names the first one served is taken, and the first codec when it names none. Stateless and
 * thread-safe.
 */
public final class Handshake {
    static final String WEBSOCKET = "websocket";

    private static final String KEY = "Sec-WebSocket-Key";
    private static final String VERSION = "Sec-WebSocket-Version";
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    /** With its padding, which a decoder would do without. */
    private static final int KEY_CHARS = 24;

    private final Origins origins;
    private final List<Codec> codecs;
    private final Admission admission;

    /** @param codecs at least one, the default first */
    public Handshake(Origins origins, List<Codec> codecs, Admission admission) {
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("no codec");
        }
        this.origins = origins;
        this.codecs = List.copyOf(codecs);
        this.admission = admission;
    }

    Admission admission() {
        return admission;
    }

    /** What the request leads to, if it is admitted. */
    sealed interface Verdict permits Agreed, Refusal {}

    /** @param subprotocol to be named in the answer, where the client named any */
    record Agreed(Codec codec, @Nullable String subprotocol, String accept) implements Verdict {}

    Verdict judge(HttpServerRequest request) {
        Refusal refusal = refusal(request);
        if (refusal != null) {
            return refusal;
        }
        List<String> named = tokens(request.headers(), PROTOCOL);
        Optional<Codec> codec = named.isEmpty()
                ? Optional.of(codecs.get(0))
                : named.stream().flatMap(this::serving).findFirst();
        if (codec.isEmpty()) {
            return Refusal.malformed("none of the sub-protocols named is served here");
        }
        String subprotocol = named.isEmpty() ? null : codec.get().subprotocol();
        return new Agreed(codec.get(), subprotocol, accept(request.getHeader(KEY)));
    }

    private Stream<Codec> serving(String subprotocol) {
        return codecs.stream().filter(codec -> codec.subprotocol().equals(subprotocol));
    }

    private @Nullable Refusal refusal(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (!request.method().equals(HttpMethod.GET) || request.version() != HttpVersion.HTTP_1_1 || hasBody(headers)) {
            return Refusal.malformed("a WebSocket is opened by a GET of HTTP/1.1 without a body");
        }
        if (!headers.contains(HttpHeaders.UPGRADE) && !headers.contains(KEY)) {
            return Refusal.upgradeRequired("this is a WebSocket");
        }
        if (!has(headers, "Upgrade", WEBSOCKET) || !has(headers, "Connection", "upgrade")) {
            return Refusal.malformed("an upgrade needs both Upgrade: websocket and Connection: upgrade");
        }
        if (headers.getAll(HttpHeaders.HOST).size() != 1) {
            return Refusal.malformed("exactly one Host is needed");
        }
        if (!headers.getAll(VERSION).equals(List.of("13"))) {
            return Refusal.upgradeRequired("the version of WebSocket here is 13")
                    .with(VERSION, "13");
        }
        if (!soundKey(headers.getAll(KEY))) {
            return Refusal.malformed("Sec-WebSocket-Key must be 16 bytes in base64");
        }
        if (!origins.allow(headers.getAll(HttpHeaders.ORIGIN), headers.get(HttpHeaders.HOST))) {
            return Refusal.of(Code.FORBIDDEN, "pages of this origin may not open a socket here");
        }
        return null;
    }

    private static boolean hasBody(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    private static boolean has(MultiMap headers, String name, String token) {
        return tokens(headers, name).stream().anyMatch(token::equalsIgnoreCase);
    }

    private static List<String> tokens(MultiMap headers, String name) {
        return headers.getAll(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private static boolean soundKey(List<String> keys) {
        if (keys.size() != 1 || keys.get(0).strip().length() != KEY_CHARS) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(keys.get(0).strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            byte[] salted = (key.strip() + SALT).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(salted));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-1", impossible);
        }
    }
}
