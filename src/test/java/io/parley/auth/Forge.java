package io.parley.auth;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens by hand, good ones and bad ones. */
final class Forge {
    private Forge() {}

    static SigningKey key(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.equals("ES256") ? "EC" : "Ed25519");
        if (algorithm.equals("ES256")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        KeyPair pair = generator.generateKeyPair();
        return SigningKey.of(pair.getPublic(), pair.getPrivate(), null);
    }

    static JsonObject header(SigningKey key) {
        return new JsonObject().put("typ", "JWT").put("alg", key.algorithm()).put("kid", key.kid());
    }

    static String token(SigningKey key, JsonObject header, JsonObject claims) throws GeneralSecurityException {
        return token(key, header.encode(), claims.encode());
    }

    static String token(SigningKey key, String header, String claims) throws GeneralSecurityException {
        String signed = base64(header) + "." + base64(claims);
        return signed + "." + base64(sign(key, signed));
    }

    static byte[] sign(SigningKey key, String text) throws GeneralSecurityException {
        return sign(
                key.algorithm().equals("ES256") ? "SHA256withECDSAinP1363Format" : "Ed25519",
                Objects.requireNonNull(key.privateKey()),
                text);
    }

    static byte[] sign(String algorithm, PrivateKey key, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return signature.sign();
    }

    static String hmac(String algorithm, byte[] secret, String header, String claims) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        String signed = base64(header) + "." + base64(claims);
        return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
