package io.parley.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.parley.port.Authenticator.Identity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer at a time, and the tokens that they have been seen to verify, until those end. Other keys begin
 * with none of these. Any thread.
 */
final class IssuerKeys {
    private static final int MAX_TOKENS = 50_000;

    private final Map<String, IssuerKey> byKid;
    private final InstantSource clock;
    private final Cache<String, Identity> verified;

    private IssuerKeys(Map<String, IssuerKey> byKid, InstantSource clock) {
        this.byKid = Map.copyOf(byKid);
        this.clock = clock;
        this.verified = Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .expireAfter(Expiry.<String, Identity>creating(
                        (hash, identity) -> Duration.ofMillis(identity.expiresAt() - clock.millis())))
                .build();
    }

    static IssuerKeys none(InstantSource clock) {
        return new IssuerKeys(Map.of(), clock);
    }

    /** This one, where those are its keys. */
    IssuerKeys holding(Map<String, IssuerKey> keys) {
        return byKid.equals(keys) ? this : new IssuerKeys(keys, clock);
    }

    boolean isEmpty() {
        return byKid.isEmpty();
    }

    @Nullable
    IssuerKey find(String kid) {
        return byKid.get(kid);
    }

    /** Whose the token with this hash is; null where it has not been verified yet, or has expired. */
    @Nullable
    Identity known(String hash) {
        Identity known = verified.getIfPresent(hash);
        return known != null && known.expiresAt() > clock.millis() ? known : null;
    }

    void know(String hash, Identity identity) {
        verified.put(hash, identity);
    }

    @Override
    public String toString() {
        return byKid.values().toString();
    }
}
