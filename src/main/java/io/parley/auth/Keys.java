package io.parley.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.parley.port.Authenticator.Identity;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that count at a time, and the tokens that they have been seen to verify, until those end. A key that is taken
 * away takes these with it. Any thread.
 */
final class Keys {
    private static final int MAX_TOKENS = 50_000;

    /** A key, and the library as set up for it alone: no header of a token leads to another key or algorithm. */
    record Verifier(SigningKey key, JWTAuth jwt) {}

    private final SigningKey first;
    private final Map<String, Verifier> byKid = new HashMap<>();
    private final Cache<String, Identity> verified;

    Keys(Vertx vertx, List<SigningKey> keys, InstantSource clock) {
        first = keys.getFirst();
        keys.forEach(key -> byKid.put(key.kid(), new Verifier(key, jwt(vertx, key))));
        verified = Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .expireAfter(Expiry.<String, Identity>creating(
                        (hash, identity) -> Duration.ofMillis(identity.expiresAt() - clock.millis())))
                .build();
    }

    private static JWTAuth jwt(Vertx vertx, SigningKey key) {
        // Times are checked against the node's own clock, by JwtTokens.
        JWTAuthOptions options = new JWTAuthOptions().setJWTOptions(options(key).setIgnoreExpiration(true));
        if (key.privateKey() != null) {
            options.addPubSecKey(pem(key, key.privatePem()));
        }
        return JWTAuth.create(vertx, options.addPubSecKey(pem(key, key.publicPem())));
    }

    private static PubSecKeyOptions pem(SigningKey key, String block) {
        return new PubSecKeyOptions()
                .setAlgorithm(key.algorithm())
                .setId(key.kid())
                .setBuffer(block);
    }

    private static JWTOptions options(SigningKey key) {
        return new JWTOptions()
                .setAlgorithm(key.algorithm())
                .setIssuer(JwtTokens.PARLEY)
                .setAudience(List.of(JwtTokens.PARLEY));
    }

    /** Signed by the first key. */
    String sign(JsonObject claims) {
        return verifier(first.kid()).jwt().generateToken(claims, options(first));
    }

    private Verifier verifier(String kid) {
        Verifier verifier = find(kid);
        if (verifier == null) {
            throw new IllegalStateException("no key " + kid);
        }
        return verifier;
    }

    @Nullable
    Verifier find(String kid) {
        return byKid.get(kid);
    }

    /** Whose the token with this hash is; null where it has not been verified yet. */
    @Nullable
    Identity known(String hash) {
        return verified.getIfPresent(hash);
    }

    void know(String hash, Identity identity) {
        verified.put(hash, identity);
    }

    long size() {
        return verified.estimatedSize();
    }
}
