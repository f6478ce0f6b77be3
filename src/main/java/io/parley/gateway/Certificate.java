package io.parley.gateway;

import io.parley.port.Reload;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate of the public port and its private key, in two PEM files: the chain, the port's own certificate first,
 * and the key in PKCS #8 without a password. Handshakes that begin after a change meet the new one. Thread-safe.
 */
public final class Certificate implements Reload {
    private static final byte[] PROBE = {1};

    private final Vertx vertx;
    private final Path chain;
    private final Path key;
    private final List<Consumer<KeyCertOptions>> listeners = new CopyOnWriteArrayList<>();
    private volatile Pem now;

    private record Pem(Buffer chain, Buffer key) {
        PemKeyCertOptions options() {
            return new PemKeyCertOptions().addCertValue(chain).addKeyValue(key);
        }
    }

    private Certificate(Vertx vertx, Path chain, Path key) throws CertificateUnusable {
        this.vertx = vertx;
        this.chain = chain;
        this.key = key;
        this.now = read();
        check(now);
    }

    /** Reads the files; blocks. */
    public static Certificate open(Vertx vertx, Path chain, Path key) throws CertificateUnusable {
        return new Certificate(vertx, chain, key);
    }

    KeyCertOptions options() {
        return now.options();
    }

    void onChange(Consumer<KeyCertOptions> listener) {
        listeners.add(listener);
    }

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public boolean reload() throws CertificateUnusable {
        Pem read = read();
        if (read.equals(now)) {
            return false;
        }
        check(read);
        now = read;
        listeners.forEach(listener -> listener.accept(read.options()));
        return true;
    }

    private Pem read() throws CertificateUnusable {
        return new Pem(read(chain), read(key));
    }

    private static Buffer read(Path file) throws CertificateUnusable {
        try {
            return Buffer.buffer(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CertificateUnusable(file + " cannot be read", e);
        }
    }

    @SuppressWarnings("IllegalCatch") // Vert.x's reader throws whatever it stumbles over.
    private void check(Pem pem) throws CertificateUnusable {
        boolean pair;
        try {
            pair = Arrays.stream(pem.options().getKeyManagerFactory(vertx).getKeyManagers())
                    .allMatch(Certificate::isPair);
        } catch (Exception e) {
            throw new CertificateUnusable(chain + " and " + key + " are not a certificate and its key in PEM", e);
        }
        if (!pair) {
            throw new CertificateUnusable(key + " is not the key of the certificate in " + chain);
        }
    }

    private static boolean isPair(KeyManager manager) {
        return !(manager instanceof X509KeyManager keys)
                || Stream.of("EC", "RSA", "EdDSA")
                        .flatMap(type -> Stream.ofNullable(keys.getServerAliases(type, null)))
                        .flatMap(Arrays::stream)
                        .allMatch(alias -> isPair(keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0]));
    }

    private static boolean isPair(PrivateKey key, X509Certificate certificate) {
        String algorithm = key.getAlgorithm();
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> "EdDSA";
                    });
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
