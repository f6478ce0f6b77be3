package io.parley.auth;

import io.parley.port.Accounts.Origin;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Sessions.Session;
import io.parley.room.Names;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a token of another issuer claims, as far as it counts.
 *
 * @param identity as whom its bearer comes; never as an admin
 * @param origin who that is at the issuer
 * @param displayName how the user is shown at first
 * @param session the token itself, as a sign-in that can be ended
 */
record IssuerClaims(Identity identity, Origin.Issued origin, String displayName, Session session) {
    /** Of a longer life, the rest does not count. */
    private static final long MAX_LIFE_SECONDS = 86_400;

    private static final long MAX_SECONDS = 1L << 40;
    private static final long SKEW_SECONDS = 5;
    private static final int MAX_NAME = 64;
    private static final int MAX_SUBJECT = 256;

    /**
     * Null for what does not count. Each token is a sign-in of its own, known by its {@code jti} or else by itself: were it
     * one with all of a {@code sid}, whoever signed out here would be shut out for as long as they stay signed in there.
     *
     * @param hash of the whole token
     */
    static @Nullable IssuerClaims read(Issuer issuer, Map<String, Object> claims, String hash, long now) {
        if (!issuer.name().equals(claims.get("iss"))
                || !isFor(issuer.audience(), claims.get("aud"))
                || !(claims.get("exp") instanceof Long expiry)
                || !(claims.get("iat") instanceof Long issued)
                || !(claims.get(issuer.userClaim()) instanceof String subject)) {
            return null;
        }
        long latest = now / 1_000 + SKEW_SECONDS;
        boolean begun = issued <= latest && claims.getOrDefault("nbf", issued) instanceof Long from && from <= latest;
        boolean sane = issued >= 0 && expiry > issued && expiry <= MAX_SECONDS;
        long expiresAt = Math.min(expiry, issued + MAX_LIFE_SECONDS) * 1_000;
        String user = user(subject);
        if (!begun || !sane || expiresAt <= now || user == null) {
            return null;
        }
        String id = claims.get("jti") instanceof String jti && !jti.isEmpty()
                ? digest(issuer.name(), "jti", jti, subject)
                : digest(issuer.name(), "token", hash, subject);
        return new IssuerClaims(
                new Identity(user, id, expiresAt),
                new Origin.Issued(issuer.name(), subject),
                displayName(claims.get(issuer.nameClaim()), user),
                new Session(id, user, issuer.name(), now, expiresAt));
    }

    private static boolean isFor(String audience, @Nullable Object claimed) {
        return audience.equals(claimed) || (claimed instanceof List<?> several && several.contains(audience));
    }

    /** Null where the claim stands for nobody: what is no user id is not made one. */
    static @Nullable String user(String subject) {
        String user = subject.length() > MAX_SUBJECT ? null : Names.user(subject);
        return user == null || Names.isReserved(user) ? null : user;
    }

    private static String displayName(@Nullable Object claimed, String user) {
        return claimed instanceof String name && Names.isName(name) && name.codePointCount(0, name.length()) <= MAX_NAME
                ? name
                : user;
    }

    /** Another one for other parts, wherever one ends and the next begins. */
    private static String digest(String... parts) {
        return Secrets.hash(Stream.of(parts).map(Secrets::hash).collect(Collectors.joining()));
    }

    @Override
    public String toString() {
        return "IssuerClaims[" + identity.user() + "]";
    }
}
