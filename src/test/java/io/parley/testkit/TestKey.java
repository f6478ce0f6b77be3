package io.parley.testkit;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A key by which an issuer signs, and how it is published. */
public record TestKey(String kid, String algorithm, KeyPair pair) {
    public static TestKey rsa(String kid, int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return new TestKey(kid, "RS256", generator.generateKeyPair());
    }

    public static TestKey p256(String kid) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return new TestKey(kid, "ES256", generator.generateKeyPair());
    }

    public static TestKey ed25519(String kid) throws GeneralSecurityException {
        return new TestKey(kid, "EdDSA", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    /** The public half in a set. */
    public JsonObject jwk() {
        JsonObject jwk = new JsonObject().put("kid", kid).put("alg", algorithm).put("use", "sig");
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return jwk.put("kty", "RSA").put("n", number(rsa.getModulus())).put("e", number(rsa.getPublicExponent()));
        }
        if (pair.getPublic() instanceof ECPublicKey curve) {
            return jwk.put("kty", "EC")
                    .put("crv", "P-256")
                    .put("x", coordinate(curve.getW().getAffineX()))
                    .put("y", coordinate(curve.getW().getAffineY()));
        }
        byte[] der = pair.getPublic().getEncoded();
        return jwk.put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", base64(Arrays.copyOfRange(der, der.length - 32, der.length)));
    }

    public JsonObject header() {
        return new JsonObject().put("typ", "JWT").put("alg", algorithm).put("kid", kid);
    }

    public String token(JsonObject claims) throws GeneralSecurityException {
        return token(header(), claims);
    }

    /** Signed by this key, whatever the header says. */
    public String token(JsonObject header, JsonObject claims) throws GeneralSecurityException {
        String signed = base64(header.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "RS256" -> "SHA256withRSA";
                    case "ES256" -> "SHA256withECDSAinP1363Format";
                    default -> "Ed25519";
                });
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] exact = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, exact, 32 - length, length);
        return base64(exact);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "TestKey[" + kid + "]";
    }
}
