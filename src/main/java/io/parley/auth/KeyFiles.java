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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Where the keys of access tokens are, in the order that counts. Blocks. */
public record KeyFiles(List<Path> files) {
    private static final String MADE = "jwt-key.pem";
    private static final long MAX_BYTES = 1 << 20;

    public KeyFiles {
        files = List.copyOf(files);
    }

    /** The one in the directory; made where there is none. Of several processes that do so at once, all get the same key. */
    public static KeyFiles in(Path directory) throws KeyFileException {
        Path file = directory.resolve(MADE);
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            return new KeyFiles(List.of(file));
        } catch (IOException | GeneralSecurityException failed) {
            throw new KeyFileException(file, "cannot be read or made", failed);
        }
    }

    /** All keys of all files. The first one can sign, and no two have the same name. */
    List<SigningKey> read() throws KeyFileException {
        List<SigningKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path file : files) {
            for (SigningKey key : read(file)) {
                if (!names.add(key.kid())) {
                    throw new KeyFileException(file, "its kid " + key.kid() + " is another key's too");
                }
                keys.add(key);
            }
        }
        if (keys.getFirst().privateKey() == null) {
            throw new KeyFileException(files.getFirst(), "its first key is to sign, and has no private half");
        }
        return keys;
    }

    private static List<SigningKey> read(Path file) throws KeyFileException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new KeyFileException(file, "is too large");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            List<SigningKey> keys = text.stripLeading().startsWith("{") ? Jwks.read(text) : Pem.read(text);
            if (keys.isEmpty()) {
                throw new KeyFileException(file, "holds no key");
            }
            return keys;
        } catch (KeyFileException bad) {
            throw bad;
        } catch (IOException failed) {
            throw new KeyFileException(file, "cannot be read or made", failed);
        } catch (IllegalArgumentException malformed) {
            throw new KeyFileException(file, String.valueOf(malformed.getMessage()), malformed);
        } catch (GeneralSecurityException malformed) {
            throw new KeyFileException(file, "holds what is no usable key", malformed);
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        SigningKey key = SigningKey.of(pair.getPublic(), pair.getPrivate(), null);
        Path draft = file.resolveSibling(MADE + "." + UUID.randomUUID());
        try {
            write(draft, key.privatePem() + key.publicPem());
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
}
