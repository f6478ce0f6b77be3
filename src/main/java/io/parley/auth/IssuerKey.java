package io.parley.auth;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A public key of another issuer.
 *
 * @param algorithm the only one that it is used with
 */
record IssuerKey(String kid, JwsAlgorithm algorithm, PublicKey publicKey) {
    private static final int MAX_KEYS = 100;
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_RSA_BITS = 8_192;

    /**
     * The keys of a JSON Web Key Set by their names. Those that are of another kind, too weak, for another use or without a
     * name count as not there: sets hold what is for others, too.
     *
     * @throws IllegalArgumentException where the text is no set, or two of its keys have one name; the message holds
     *     nothing of the text
     */
    static Map<String, IssuerKey> read(String text) {
        Map<String, IssuerKey> keys = new LinkedHashMap<>();
        try {
            JsonArray set = new JsonObject(text).getJsonArray("keys");
            if (set == null || set.size() > MAX_KEYS) {
                throw new IllegalArgumentException(
                        set == null ? "is not a JSON Web Key Set" : "holds more than " + MAX_KEYS + " keys");
            }
            for (int i = 0; i < set.size(); i++) {
                IssuerKey key = usable(set.getJsonObject(i));
                if (key != null && keys.put(key.kid(), key) != null) {
                    throw new IllegalArgumentException("holds two keys of one kid");
                }
            }
        } catch (DecodeException | ClassCastException malformed) {
            throw new IllegalArgumentException("is not a JSON Web Key Set");
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "holds no key with a kid that is of P-256, of Ed25519, or of RSA with 2048 bits or more");
        }
        return keys;
    }

    private static @Nullable IssuerKey usable(JsonObject jwk) {
        String kid = jwk.getString("kid");
        JwsAlgorithm algorithm = algorithm(jwk);
        boolean forSigning = "sig".equals(jwk.getString("use", "sig"))
                && jwk.getJsonArray("key_ops", JsonArray.of("verify")).contains("verify");
        if (kid == null || kid.isEmpty() || algorithm == null || !forSigning) {
            return null;
        }
        try {
            PublicKey key = switch (algorithm) {
                case RS256 -> rsa(jwk);
                case ES256 -> Jwks.p256(jwk);
                case EDDSA -> Jwks.ed25519(jwk);
            };
            return new IssuerKey(kid, algorithm, key);
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return null;
        }
    }

    /** By the kind of the key, unless it says that it is for another. */
    private static @Nullable JwsAlgorithm algorithm(JsonObject jwk) {
        JwsAlgorithm ofItsKind = switch (jwk.getString("kty") + " " + jwk.getString("crv", "")) {
            case "RSA " -> JwsAlgorithm.RS256;
            case "EC P-256" -> JwsAlgorithm.ES256;
            case "OKP Ed25519" -> JwsAlgorithm.EDDSA;
            default -> null;
        };
        return ofItsKind != null && ofItsKind.wireName().equals(jwk.getString("alg", ofItsKind.wireName()))
                ? ofItsKind
                : null;
    }

    private static PublicKey rsa(JsonObject jwk) throws GeneralSecurityException {
        BigInteger modulus = new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString("n", "")));
        BigInteger exponent = new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString("e", "")));
        if (modulus.bitLength() < LEAST_RSA_BITS || modulus.bitLength() > MOST_RSA_BITS) {
            throw new IllegalArgumentException("a key of a weak or absurd size");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    boolean verifies(CompactToken parsed, String token) {
        return algorithm.wireName().equals(parsed.header().get("alg")) && algorithm.verifies(publicKey, token);
    }

    @Override
    public String toString() {
        return "IssuerKey[" + kid + "]";
    }
}
