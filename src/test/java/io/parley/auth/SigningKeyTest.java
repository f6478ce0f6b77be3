package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path directory;

    @Test
    void theFirstStartMakesAKeyThatOnlyItsOwnerReads() throws Exception {
        SigningKey key = SigningKey.in(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(key.toString()).doesNotContain("PRIVATE");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void theNextStartFindsTheSameKey() throws Exception {
        assertThat(SigningKey.in(directory)).isEqualTo(SigningKey.in(directory));
    }

    @Test
    void startsAtTheSameTimeGetOneKey() throws Exception {
        Callable<SigningKey> start = () -> SigningKey.in(directory);
        try (var threads = Executors.newFixedThreadPool(8)) {
            Set<String> kids = threads
                    .invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList())
                    .stream()
                    .map(key -> key.resultNow().kid())
                    .collect(Collectors.toSet());
            assertThat(kids).hasSize(1);
        }
    }

    @Test
    void aFileThatIsNoKeyStopsTheStartWithOneLineThatNamesIt() throws Exception {
        for (String bad :
                new String[] {"", "not a key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
            Files.writeString(file(), bad);

            assertThatThrownBy(() -> SigningKey.in(directory))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining(file().toString())
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void twoKeysOfDifferentPairsStopTheStart() throws Exception {
        SigningKey one = SigningKey.in(Files.createDirectory(directory.resolve("one")));
        SigningKey two = SigningKey.in(Files.createDirectory(directory.resolve("two")));
        Files.writeString(file(), one.privatePem() + two.publicPem());

        assertThatThrownBy(() -> SigningKey.in(directory))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("not one pair");
    }

    @Test
    void aDirectoryThatIsNotThereStopsTheStart() {
        assertThatThrownBy(() -> SigningKey.in(directory.resolve("nowhere")))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("nowhere");
    }

    private Path file() {
        return directory.resolve("jwt-key.pem");
    }
}
