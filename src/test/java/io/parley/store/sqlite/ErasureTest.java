package io.parley.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.NewRoom;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was deleted is to be found in no file of the store. */
@NullUnmarked
class ErasureTest {
    private static final String SECRET = "what-nobody-should-read-";
    private static final int MESSAGES = 600;

    @TempDir
    private Path dir;

    private Opened store;
    private long first;

    /** A room of many messages, each with a secret and one in ten large enough for pages of its own. */
    @BeforeEach
    void fill() throws StoreUnusable {
        store = Opened.in(dir.resolve("data"));
        store.accounts().register(new Account("ann", "ann", null, 1)).await();
        store.rooms()
                .create(new NewRoom("r", "ann", null, "Room", RoomKind.PUBLIC, Map.of("ann", Role.OWNER)))
                .await();
        List<Future<?>> stored = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            stored.add(append("m" + i, new Content.Message(Body.of(text(i)), null, null)));
        }
        Future.all(stored).await();
        first = store.log().after("r", 0, 100, 1 << 20).await().entries().stream()
                .filter(entry -> entry.cid().equals("m0"))
                .findFirst()
                .orElseThrow()
                .seq();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aDeletedMessageAndItsEditsAreGoneFromEveryFile() {
        append("e", new Content.Edit(first + 10, Body.of(SECRET + "edited"))).await();
        assertThat(found(SECRET + "edited")).isNotEmpty();
        List<Future<?>> deleted = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i += 5) {
            deleted.add(append("d" + i, new Content.Delete(first + i)));
        }
        Future.all(deleted).await();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            for (int i = 0; i < MESSAGES; i += 5) {
                assertThat(found(SECRET + i + "!")).isEmpty();
            }
            assertThat(found(SECRET + "edited")).isEmpty();
        });
        assertThat(found(SECRET + 1 + "!")).isNotEmpty();
    }

    @Test
    void theWordsOfADeletedMessageAreGoneFromTheIndexToo() {
        List<Future<?>> deleted = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i += 5) {
            deleted.add(append("d" + i, new Content.Delete(first + i)));
        }
        Future.all(deleted).await();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(found(indexed(i)).isEmpty())
                        .as("word of message " + i)
                        .isEqualTo(i % 5 == 0);
            }
        });
    }

    private Future<?> append(String cid, Content content) {
        return store.log().append(new Append("r", "ann", cid, content, 1));
    }

    private static String text(int i) {
        return word(i) + " " + (SECRET + i + "! ").repeat(i % 10 == 0 ? 200 : 1);
    }

    /** Its own, in capitals, which the index does not keep. */
    private static String word(int i) {
        return Long.toString(new Random(i).nextLong() & Long.MAX_VALUE, 36).toUpperCase(Locale.ROOT);
    }

    /** What the index holds of it; of its beginning only what other words do not share. */
    private static String indexed(int i) {
        return word(i).substring(4).toLowerCase(Locale.ROOT);
    }

    /** The files that hold the text. */
    private List<Path> found(String text) {
        try (Stream<Path> files = Files.list(dir.resolve("data"))) {
            return files.filter(file -> read(file).contains(text)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
