package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    @TempDir
    Path directory;

    private List<SigningKey> made() throws KeyFileException {
        return KeyFiles.in(directory).read();
    }

    private List<SigningKey> read(String text) throws Exception {
        return new KeyFiles(List.of(Files.writeString(directory.resolve("keys"), text))).read();
    }

    private void assertStopped(ThrowingCallable start, String why) {
        assertThatThrownBy(start)
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(directory.toString())
                .hasMessageContaining(why)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theFirstStartMakesAKeyThatOnlyItsOwnerReads() throws Exception {
        List<SigningKey> keys = made();

        Path file = directory.resolve("jwt-key.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(keys).hasSize(1);
        assertThat(keys.toString())
                .doesNotContain("PRIVATE")
                .isEqualTo("[SigningKey[" + keys.getFirst().kid() + "]]");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theNextStartFindsTheSameKey() throws Exception {
        assertThat(made()).isEqualTo(made());
    }

    @Test
    void startsAtTheSameTimeGetOneKey() throws Exception {
        Callable<List<SigningKey>> start = this::made;
        try (var threads = Executors.newFixedThreadPool(8)) {
            Set<String> kids = threads
                    .invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList())
                    .stream()
                    .map(keys -> keys.resultNow().getFirst().kid())
                    .collect(Collectors.toSet());
            assertThat(kids).hasSize(1);
        }
    }

    @Test
    void keysInPemAreReadInTheirOrderAndAPublicOneVerifiesOnly() throws Exception {
        SigningKey one = Forge.key("EdDSA");
        SigningKey two = Forge.key("ES256");

        List<SigningKey> keys = read("made by hand\n" + one.privatePem() + one.publicPem() + two.publicPem());

        assertThat(keys).extracting(SigningKey::kid).containsExactly(one.kid(), two.kid());
        assertThat(keys.get(0).privateKey()).isNotNull();
        assertThat(keys.get(1).privateKey()).isNull();
    }

    @Test
    void keysInAKeySetAreReadWithTheirNames() throws Exception {
        SigningKey p256 = Forge.key("ES256");
        SigningKey ed = Forge.key("EdDSA");
        JsonObject edJwk = new JsonObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", tail(ed.publicKey().getEncoded()))
                .put("d", tail(Objects.requireNonNull(ed.privateKey()).getEncoded()));

        List<SigningKey> keys = read(new JsonObject()
                .put(
                        "keys",
                        new JsonArray().add(jwk(p256).put("kid", "2026-11")).add(edJwk))
                .encode());

        assertThat(keys).extracting(SigningKey::kid).containsExactly("2026-11", ed.kid());
        assertThat(keys).extracting(SigningKey::publicPem).containsExactly(p256.publicPem(), ed.publicPem());
        assertThat(keys).extracting(SigningKey::algorithm).containsExactly("ES256", "EdDSA");
        assertThat(read(jwk(p256).encode())).extracting(SigningKey::kid).containsExactly(p256.kid());
    }

    private static JsonObject jwk(SigningKey key) {
        ECPublicKey open = (ECPublicKey) key.publicKey();
        ECPrivateKey secret = (ECPrivateKey) Objects.requireNonNull(key.privateKey());
        return new JsonObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", number(open.getW().getAffineX()))
                .put("y", number(open.getW().getAffineY()))
                .put("d", number(secret.getS()));
    }

    private static String number(BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] given = number.toByteArray();
        int count = Math.min(32, given.length);
        System.arraycopy(given, given.length - count, bytes, 32 - count, count);
        return Forge.base64(bytes);
    }

    private static String tail(byte[] der) {
        return Forge.base64(Arrays.copyOfRange(der, der.length - 32, der.length));
    }

    @Test
    void aFileThatIsNoKeyStopsTheStartWithOneLineThatNamesIt() throws Exception {
        SigningKey key = Forge.key("ES256");
        String halves = key.privatePem() + key.privatePem() + key.publicPem();
        for (String bad : new String[] {
            "",
            "not a key",
            "{}",
            "{\"keys\":[]}",
            "{\"keys\":1}",
            "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
            key.privatePem(),
            halves
        }) {
            assertStopped(() -> read(bad), "jwt key file");
        }
    }

    @Test
    void twoKeysOfDifferentPairsStopTheStart() throws Exception {
        String pem = Forge.key("ES256").privatePem() + Forge.key("ES256").publicPem();

        assertStopped(() -> read(pem), "not one pair");
    }

    @Test
    void aFirstKeyThatCannotSignStopsTheStart() throws Exception {
        String pem = Forge.key("ES256").publicPem();

        assertStopped(() -> read(pem), "no private half");
    }

    @Test
    void oneNameForTwoKeysStopsTheStart() throws Exception {
        SigningKey key = Forge.key("ES256");

        assertStopped(() -> read(key.privatePem() + key.publicPem() + key.publicPem()), key.kid());
    }

    @Test
    void aDirectoryThatIsNotThereStopsTheStart() {
        assertStopped(() -> KeyFiles.in(directory.resolve("nowhere")), "nowhere");
    }
}
