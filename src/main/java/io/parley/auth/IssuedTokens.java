package io.parley.auth;

import io.parley.port.Accounts;
import io.parley.port.Authenticator;
import io.parley.port.Endings;
import io.parley.port.Meter;
import io.parley.port.Sessions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of other issuers beside our own. Who a token says it is from decides by whose keys it is judged, and by no others.
 * What it says counts only while its sign-in goes on, as with our own. Any thread.
 */
public final class IssuedTokens implements Authenticator {
    private static final Logger LOG = LoggerFactory.getLogger(IssuedTokens.class);
    /** For keys that a token names and nobody knows; less than what a request may take. */
    private static final long PATIENCE_MS = 2_000;

    /** What this stands on. */
    public record World(Accounts accounts, Sessions sessions, Endings endings, InstantSource clock, Meter meter) {}

    private final JwtTokens own;
    private final World world;
    private final Arrivals arrivals;
    private final Map<String, IssuerRing> rings = new LinkedHashMap<>();
    /** The issuers of whose users it has been said that they are called by no user id. */
    private final Set<String> unmapped = ConcurrentHashMap.newKeySet();

    private IssuedTokens(JwtTokens own, World world) {
        this.own = own;
        this.world = world;
        this.arrivals =
                new Arrivals(world.accounts(), world.sessions(), own.sessions(), world.endings(), world.clock());
    }

    /** Blocks to read files, which must be there; whoever is to be asked over the network may answer later. */
    public static IssuedTokens open(
            Vertx vertx, List<Issuer> issuers, JwtTokens own, World world, LongSupplier nanoTime)
            throws KeyFileException {
        IssuedTokens tokens = new IssuedTokens(own, world);
        for (Issuer issuer : issuers) {
            IssuerKeys keys = IssuerKeys.none(world.clock());
            if (!issuer.isRemote()) {
                keys = keys.holding(read(Path.of(issuer.keys())));
            } else if (issuer.keys().startsWith("http:")) {
                LOG.warn("keys of the issuer {} come in clear text: whoever is on the way can be anybody", issuer);
            }
            JwksSource source = JwksSource.of(vertx, issuer);
            tokens.rings.put(issuer.name(), new IssuerRing(issuer, source, keys, nanoTime, world.meter()));
        }
        tokens.look();
        return tokens;
    }

    private static Map<String, IssuerKey> read(Path file) throws KeyFileException {
        try {
            return IssuerKey.read(JwksSource.text(file));
        } catch (FileSystemException failed) {
            throw new KeyFileException(file, "cannot be read", failed);
        } catch (IOException failed) {
            throw new KeyFileException(file, String.valueOf(failed.getMessage()), failed);
        } catch (IllegalArgumentException malformed) {
            throw new KeyFileException(file, String.valueOf(malformed.getMessage()), malformed);
        }
    }

    /** A bell: whether keys have changed. */
    public void look() {
        rings.values().forEach(IssuerRing::look);
    }

    @Override
    public Future<Identity> verify(String token) {
        if (rings.isEmpty()) {
            return own.verify(token);
        }
        String hash = Secrets.hash(token);
        if (own.knows(hash)) {
            return own.verify(token);
        }
        for (IssuerRing ring : rings.values()) {
            Identity known = ring.keys().known(hash);
            if (known != null) {
                return own.live(known);
            }
        }
        CompactToken parsed = CompactToken.parseForeign(token);
        IssuerRing ring = parsed == null ? null : ring(parsed.payload().get("iss"));
        return parsed == null || ring == null ? own.verify(token) : judge(ring, parsed, token, hash);
    }

    private @Nullable IssuerRing ring(@Nullable Object name) {
        return name instanceof String text ? rings.get(text) : null;
    }

    private Future<Identity> judge(IssuerRing ring, CompactToken parsed, String token, String hash) {
        world.meter().count("parley_issued_tokens_verified");
        String kid = parsed.foreignKid();
        if (kid == null) {
            return JwtTokens.refused();
        }
        return keys(ring, kid).compose(keys -> {
            IssuerKey key = keys.find(kid);
            return key != null && key.verifies(parsed, token)
                    ? admit(ring.issuer(), keys, parsed.payload(), hash)
                    : JwtTokens.refused();
        });
    }

    /** What the issuer has really said. */
    private Future<Identity> admit(Issuer issuer, IssuerKeys keys, Map<String, Object> payload, String hash) {
        IssuerClaims claims =
                IssuerClaims.read(issuer, payload, hash, world.clock().millis());
        if (claims == null) {
            sayWhoIsNobody(issuer, payload);
            return JwtTokens.refused();
        }
        return arrivals.admit(claims).compose(admitted -> {
            if (!admitted) {
                return JwtTokens.refused();
            }
            keys.know(hash, claims.identity());
            return own.live(claims.identity());
        });
    }

    private static Future<IssuerKeys> keys(IssuerRing ring, String kid) {
        Future<IssuerKeys> keys = ring.with(kid);
        return keys.isComplete()
                ? keys
                : keys.timeout(PATIENCE_MS, TimeUnit.MILLISECONDS).otherwise(late -> ring.keys());
    }

    /** Once: else an operator would look for long for why nobody gets in. */
    private void sayWhoIsNobody(Issuer issuer, Map<String, Object> claims) {
        if (claims.get(issuer.userClaim()) instanceof String subject
                && IssuerClaims.user(subject) == null
                && unmapped.add(issuer.name())) {
            LOG.warn("the issuer {} calls users by what is no user id in {}", issuer, issuer.userClaim());
        }
    }
}
