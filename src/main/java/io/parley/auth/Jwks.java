package io.parley.auth;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys as a JSON Web Key Set (RFC 7517), or as one key of such a set. */
final class Jwks {
    private static final int BYTES = 32;
    private static final byte[] ED25519_PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] ED25519_PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private Jwks() {}

    static List<SigningKey> read(String text) throws GeneralSecurityException {
        List<SigningKey> keys = new ArrayList<>();
        try {
            JsonObject set = new JsonObject(text);
            JsonArray several = set.getJsonArray("keys", JsonArray.of(set));
            for (int i = 0; i < several.size(); i++) {
                keys.add(key(several.getJsonObject(i)));
            }
        } catch (DecodeException | ClassCastException malformed) {
            throw new IllegalArgumentException("is not a JSON Web Key Set");
        }
        return keys;
    }

    private static SigningKey key(JsonObject jwk) throws GeneralSecurityException {
        String kind = jwk.getString("kty") + " " + jwk.getString("crv");
        String kid = jwk.getString("kid");
        return switch (kind) {
            case "EC P-256" -> SigningKey.of(p256(jwk), p256Private(jwk), kid);
            case "OKP Ed25519" -> SigningKey.of(ed25519(jwk), ed25519Private(jwk), kid);
            default -> throw new IllegalArgumentException("a key is neither of P-256 nor of Ed25519");
        };
    }

    static PublicKey p256(JsonObject jwk) throws GeneralSecurityException {
        ECPoint point = new ECPoint(new BigInteger(1, bytes(jwk, "x")), new BigInteger(1, bytes(jwk, "y")));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve()));
    }

    private static @Nullable PrivateKey p256Private(JsonObject jwk) throws GeneralSecurityException {
        return jwk.getString("d") == null
                ? null
                : KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, bytes(jwk, "d")), curve()));
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    static PublicKey ed25519(JsonObject jwk) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(join(ED25519_PUBLIC, bytes(jwk, "x"))));
    }

    private static @Nullable PrivateKey ed25519Private(JsonObject jwk) throws GeneralSecurityException {
        return jwk.getString("d") == null
                ? null
                : KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new PKCS8EncodedKeySpec(join(ED25519_PRIVATE, bytes(jwk, "d"))));
    }

    private static byte[] bytes(JsonObject jwk, String name) {
        byte[] bytes = Base64.getUrlDecoder().decode(jwk.getString(name, ""));
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a key's " + name + " is not of " + BYTES + " bytes");
        }
        return bytes;
    }

    private static byte[] join(byte[] prefix, byte[] rest) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(prefix.length + rest.length);
        joined.writeBytes(prefix);
        joined.writeBytes(rest);
        return joined.toByteArray();
    }
}
