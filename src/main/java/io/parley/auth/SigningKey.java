package io.parley.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A key of access tokens: P-256 or Ed25519. Without its private half it verifies, and signs nothing.
 *
 * @param kid names the key in the tokens that it signed
 * @param algorithm the only one that it is used with: {@code ES256} or {@code EdDSA}
 */
record SigningKey(
        String kid,
        String algorithm,
        PublicKey publicKey,
        @Nullable PrivateKey privateKey) {
    static final String ES256 = "ES256";
    static final String EDDSA = "EdDSA";
    private static final int P256_BITS = 256;
    private static final String ED25519 = "Ed25519";

    /**
     * @param kid null for one made from the public key, so that the same key has the same name everywhere
     * @throws IllegalArgumentException whose message tells an operator what is wrong, and nothing of the key
     */
    static SigningKey of(PublicKey publicKey, @Nullable PrivateKey privateKey, @Nullable String kid)
            throws GeneralSecurityException {
        String algorithm = algorithm(publicKey);
        if (privateKey != null && !fit(algorithm, privateKey, publicKey)) {
            throw new IllegalArgumentException("its two keys are not one pair");
        }
        return new SigningKey(kid == null ? thumbprint(publicKey) : kid, algorithm, publicKey, privateKey);
    }

    private static String algorithm(PublicKey key) {
        if (key instanceof ECPublicKey curve
                && curve.getParams().getCurve().getField().getFieldSize() == P256_BITS
                && curve.getParams().toString().contains("secp256r1")) {
            return ES256;
        }
        if (key instanceof EdECPublicKey curve && curve.getParams().getName().equals(ED25519)) {
            return EDDSA;
        }
        throw new IllegalArgumentException("a key is neither of P-256 nor of Ed25519");
    }

    private static boolean fit(String algorithm, PrivateKey privateKey, PublicKey publicKey)
            throws GeneralSecurityException {
        byte[] sample = {1, 2, 3};
        Signature signature = Signature.getInstance(algorithm.equals(ES256) ? "SHA256withECDSA" : ED25519);
        signature.initSign(privateKey);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(sample);
        return signature.verify(signed);
    }

    private static String thumbprint(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 16);
    }

    String publicPem() {
        return Pem.block("PUBLIC KEY", publicKey.getEncoded());
    }

    /** Empty where there is none. */
    String privatePem() {
        return privateKey == null ? "" : Pem.block("PRIVATE KEY", privateKey.getEncoded());
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
