package io.parley.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/**
 * The key pair that signs access tokens: P-256, in one PEM file that only the owner reads.
 *
 * @param kid made from the public key, so that the same key has the same name everywhere
 */
record SigningKey(String kid, String privatePem, String publicPem) {
    static final String ALGORITHM = "ES256";
    private static final String FILE = "jwt-key.pem";

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }

    /** Blocks. Makes the key where there is none; of several processes that do so at once, all get the same key. */
    static SigningKey in(Path directory) throws KeyFileException {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return read(file, Files.readString(file, StandardCharsets.US_ASCII));
        } catch (KeyFileException bad) {
            throw bad;
        } catch (IOException failed) {
            throw new KeyFileException(file, "cannot be read or made", failed);
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            throw new KeyFileException(file, "holds no usable P-256 key pair", malformed);
        }
    }

    private static SigningKey read(Path file, String pem) throws GeneralSecurityException, KeyFileException {
        byte[] privateDer = der(pem, "PRIVATE KEY");
        byte[] publicDer = der(pem, "PUBLIC KEY");
        KeyFactory factory = KeyFactory.getInstance("EC");
        PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(privateDer));
        PublicKey publicKey = factory.generatePublic(new X509EncodedKeySpec(publicDer));
        if (!fit(privateKey, publicKey)) {
            throw new KeyFileException(file, "its two keys are not one pair");
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicDer);
        String kid =
                Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 16);
        return new SigningKey(kid, pem("PRIVATE KEY", privateDer), pem("PUBLIC KEY", publicDer));
    }

    private static boolean fit(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        byte[] sample = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(privateKey);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(sample);
        return signature.verify(signed);
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        String pem = pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                + pem("PUBLIC KEY", pair.getPublic().getEncoded());
        Path draft = file.resolveSibling(FILE + "." + UUID.randomUUID());
        try {
            write(draft, pem);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void write(Path draft, String pem) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(pem);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static String pem(String label, byte[] der) {
        return begin(label) + "\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n" + end(label) + "\n";
    }

    private static byte[] der(String pem, String label) {
        int from = pem.indexOf(begin(label));
        int to = pem.indexOf(end(label));
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + label + " block");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin(label).length(), to));
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
