package io.parley.auth;

import io.parley.auth.Keys.Verifier;
import io.parley.port.Authenticator;
import io.parley.port.Meter;
import io.parley.port.Sessions;
import io.parley.port.Sessions.Live;
import io.parley.port.Tokens;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as JWT, signed by the first key and verified by the one that they name. What a token says counts only
 * while its session goes on. Any thread; signing, and verifying for the first time, take about a tenth of a millisecond on
 * the caller's.
 */
public final class JwtTokens implements Authenticator, Tokens {
    static final String PARLEY = "parley";
    /** No token of ours lives longer, however long it says. */
    private static final long MAX_LIFE_SECONDS = 86_400;
    /** How far the clocks of two nodes may be apart. */
    private static final long SKEW_SECONDS = 5;

    private final KeyRing ring;
    private final LiveSessions sessions;
    private final InstantSource clock;
    private final Meter meter;

    private JwtTokens(KeyRing ring, LiveSessions sessions, InstantSource clock, Meter meter) {
        this.ring = ring;
        this.sessions = sessions;
        this.clock = clock;
        this.meter = meter;
    }

    /** Blocks. */
    public static JwtTokens open(Vertx vertx, KeyFiles files, Sessions sessions, InstantSource clock, Meter meter)
            throws KeyFileException {
        KeyRing ring = KeyRing.open(vertx, files, clock);
        meter.gauge("parley_tokens_known", () -> ring.keys().size());
        return new JwtTokens(ring, new LiveSessions(sessions::session, System::nanoTime), clock, meter);
    }

    @Override
    public String issue(Identity identity) {
        JsonObject claims = new JsonObject()
                .put("sub", identity.user())
                .put("sid", identity.session())
                .put("iat", clock.millis() / 1_000)
                .put("exp", identity.expiresAt() / 1_000);
        return ring.keys().sign(claims);
    }

    /** A bell: whether the keys have changed. */
    public void look() {
        ring.look();
    }

    LiveSessions sessions() {
        return sessions;
    }

    KeyRing ring() {
        return ring;
    }

    /** Whether the token with this hash is one of ours that has been verified before. */
    boolean knows(String hash) {
        return ring.keys().known(hash) != null;
    }

    @Override
    public Future<Identity> verify(String token) {
        Keys keys = ring.keys();
        String hash = Secrets.hash(token);
        Identity known = keys.known(hash);
        if (known != null) {
            return known.expiresAt() > clock.millis() ? live(known) : refused();
        }
        meter.count("parley_tokens_verified");
        CompactToken parsed = CompactToken.parse(token);
        Verifier verifier = parsed == null ? null : verifier(keys, parsed);
        Identity claimed = verifier == null || parsed == null ? null : identity(parsed.payload());
        if (verifier == null || claimed == null) {
            return refused();
        }
        return Future.succeededFuture(new TokenCredentials(token))
                .compose(verifier.jwt()::authenticate)
                .transform(checked -> {
                    if (checked.failed()) {
                        return refused();
                    }
                    keys.know(hash, claimed);
                    return live(claimed);
                });
    }

    private static @Nullable Verifier verifier(Keys keys, CompactToken token) {
        String kid = token.kid();
        Verifier verifier = kid == null ? null : keys.find(kid);
        return verifier != null
                        && verifier.key().algorithm().equals(token.header().get("alg"))
                ? verifier
                : null;
    }

    private @Nullable Identity identity(Map<String, Object> claims) {
        boolean ours = PARLEY.equals(claims.get("iss")) && isForUs(claims.get("aud"));
        if (!ours
                || !(claims.get("exp") instanceof Long expiry)
                || !(claims.get("iat") instanceof Long issued)
                || !(claims.get("sub") instanceof String user)
                || !(claims.get("sid") instanceof String session)) {
            return null;
        }
        long now = clock.millis();
        long latest = now / 1_000 + SKEW_SECONDS;
        boolean begun = issued <= latest && (claims.getOrDefault("nbf", issued) instanceof Long from && from <= latest);
        boolean bounded = issued >= 0 && expiry > issued && expiry - issued <= MAX_LIFE_SECONDS;
        return begun && bounded && expiry * 1_000 > now ? new Identity(user, session, expiry * 1_000) : null;
    }

    private static boolean isForUs(@Nullable Object audience) {
        return PARLEY.equals(audience) || (audience instanceof List<?> several && several.contains(PARLEY));
    }

    /** The same, while its session goes on; else refused. */
    Future<Identity> live(Identity identity) {
        return sessions.session(identity.session())
                .compose(live -> live != null && goesOn(live, identity)
                        ? Future.succeededFuture(
                                new Identity(identity.user(), identity.session(), identity.expiresAt(), live.admin()))
                        : refused());
    }

    private boolean goesOn(Live live, Identity identity) {
        return live.session().user().equals(identity.user()) && live.session().expiresAt() > clock.millis();
    }

    static <T> Future<T> refused() {
        return Future.failedFuture(Failure.of(Code.UNAUTHENTICATED, "the token is missing, bad, expired or revoked"));
    }
}
