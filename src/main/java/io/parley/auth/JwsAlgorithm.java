package io.parley.auth;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;

/** The ways of signing that are taken from other issuers. Each kind of key has one, so that no token chooses. */
enum JwsAlgorithm {
    RS256("RS256", "SHA256withRSA"),
    ES256("ES256", "SHA256withECDSAinP1363Format"),
    EDDSA("EdDSA", "Ed25519");

    private final String wireName;
    private final String javaName;

    JwsAlgorithm(String wireName, String javaName) {
        this.wireName = wireName;
        this.javaName = javaName;
    }

    String wireName() {
        return wireName;
    }

    /** @param token in three parts, each of which is base64url */
    boolean verifies(PublicKey key, String token) {
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        try {
            Signature verifier = Signature.getInstance(javaName);
            verifier.initVerify(key);
            verifier.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
