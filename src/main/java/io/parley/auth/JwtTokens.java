package io.parley.auth;

import io.parley.port.Accounts;
import io.parley.port.Accounts.Session;
import io.parley.port.Authenticator;
import io.parley.port.Tokens;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as JWT, signed with ES256 by the key in the data directory and by no other. What a token says counts only
 * while its session goes on. Any thread; signing and verifying take about a tenth of a millisecond on the caller's.
 */
public final class JwtTokens implements Authenticator, Tokens {
    private static final String PARLEY = "parley";
    private static final int MAX_LENGTH = 4_096;
    /** 64 bytes in base64url. */
    private static final int SIGNATURE_CHARS = 86;

    private final JWTAuth jwt;
    private final LiveSessions sessions;
    private final Clock clock;

    private JwtTokens(JWTAuth jwt, LiveSessions sessions, Clock clock) {
        this.jwt = jwt;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Blocks. Makes the key on the first start. */
    public static JwtTokens open(Vertx vertx, Path dataDirectory, Accounts accounts, Clock clock)
            throws KeyFileException {
        SigningKey key = SigningKey.in(dataDirectory);
        return new JwtTokens(auth(vertx, key), new LiveSessions(accounts, System::nanoTime), clock);
    }

    private static JWTAuth auth(Vertx vertx, SigningKey key) {
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(pem(key, key.privatePem()))
                        .addPubSecKey(pem(key, key.publicPem()))
                        .setJWTOptions(options().setLeeway(0)));
    }

    private static JWTOptions options() {
        return new JWTOptions()
                .setAlgorithm(SigningKey.ALGORITHM)
                .setIssuer(PARLEY)
                .setAudience(List.of(PARLEY));
    }

    private static PubSecKeyOptions pem(SigningKey key, String block) {
        return new PubSecKeyOptions()
                .setAlgorithm(SigningKey.ALGORITHM)
                .setId(key.kid())
                .setBuffer(block);
    }

    @Override
    public String issue(Identity identity) {
        JsonObject claims = new JsonObject()
                .put("sub", identity.user())
                .put("sid", identity.session())
                .put("iat", clock.millis() / 1_000)
                .put("exp", identity.expiresAt() / 1_000);
        return jwt.generateToken(claims, options());
    }

    @Override
    public Future<Identity> verify(String token) {
        if (token.length() > MAX_LENGTH || !endsInASignature(token)) {
            return refused();
        }
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(jwt::authenticate)
                .transform(checked -> {
                    Identity identity = checked.succeeded() ? identity(claims(checked.result())) : null;
                    return identity == null ? refused() : live(identity);
                });
    }

    /** The library looks over what follows the bytes of a signature. */
    private static boolean endsInASignature(String token) {
        String encoded = token.substring(token.lastIndexOf('.') + 1);
        if (encoded.length() != SIGNATURE_CHARS) {
            return false;
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(encoded);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(signature)
                    .equals(encoded);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static JsonObject claims(User user) {
        return user.attributes().getJsonObject("accessToken", new JsonObject());
    }

    /** The library takes a token without a time of expiry for one that never expires, and a claim of the wrong type for none. */
    private @Nullable Identity identity(JsonObject claims) {
        Object audience = claims.getValue("aud");
        boolean ours = PARLEY.equals(claims.getValue("iss"))
                && (PARLEY.equals(audience) || (audience instanceof JsonArray several && several.contains(PARLEY)));
        if (!ours
                || !(claims.getValue("exp") instanceof Number expiry)
                || !(claims.getValue("sub") instanceof String user)
                || !(claims.getValue("sid") instanceof String session)) {
            return null;
        }
        long expiresAt = expiry.longValue() * 1_000;
        return expiresAt > clock.millis() ? new Identity(user, session, expiresAt) : null;
    }

    private Future<Identity> live(Identity identity) {
        return sessions.session(identity.session())
                .compose(session ->
                        session != null && goesOn(session, identity) ? Future.succeededFuture(identity) : refused());
    }

    private boolean goesOn(Session session, Identity identity) {
        return session.user().equals(identity.user()) && session.expiresAt() > clock.millis();
    }

    private static Future<Identity> refused() {
        return Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "the token is missing, bad, expired or revoked"));
    }
}
