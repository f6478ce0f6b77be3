package io.parley.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keys in PEM: each public key, and before it, where it is to sign, its private one (PKCS #8). */
final class Pem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]{1,8192})-----END \\1-----");

    private Pem() {}

    static List<SigningKey> read(String text) throws GeneralSecurityException {
        List<SigningKey> keys = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        @Nullable PrivateKey waiting = null;
        while (block.find()) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    requirePaired(waiting);
                    waiting = privateKey(der);
                }
                case "PUBLIC KEY" -> {
                    keys.add(SigningKey.of(publicKey(der), waiting, null));
                    waiting = null;
                }
                case "EC PARAMETERS" -> {}
                default -> throw new IllegalArgumentException("a block is neither PRIVATE KEY nor PUBLIC KEY");
            }
        }
        requirePaired(waiting);
        return keys;
    }

    private static void requirePaired(@Nullable PrivateKey waiting) {
        if (waiting != null) {
            throw new IllegalArgumentException("a private key is not followed by its public one");
        }
    }

    private static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
        return either(new PKCS8EncodedKeySpec(der), KeyFactory::generatePrivate);
    }

    private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
        return either(new X509EncodedKeySpec(der), KeyFactory::generatePublic);
    }

    private interface Making<K> {
        K of(KeyFactory factory, KeySpec spec) throws InvalidKeySpecException;
    }

    private static <K> K either(KeySpec spec, Making<K> making) throws GeneralSecurityException {
        try {
            return making.of(KeyFactory.getInstance("EC"), spec);
        } catch (InvalidKeySpecException notOfThisKind) {
            return making.of(KeyFactory.getInstance("Ed25519"), spec);
        }
    }

    static String block(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
