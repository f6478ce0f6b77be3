package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Body;
import io.parley.room.Content;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link Rooms} counts what a user has not read. */
@NullUnmarked
public abstract class ReadContract extends StoreContract {
    private long first;

    /** A room with five messages from {@code first} on, of which the second and the fourth mention bob, the last cat. */
    @BeforeEach
    void fill() {
        first = newRoom("r").history().head() + 1;
        say("r", "ann", "m1", "one");
        store("r", "ann", "m2", message("two", "bob"));
        say("r", "bob", "m3", "three");
        store("r", "ann", "m4", message("four", "bob", "bob"));
        store("r", "ann", "m5", message("five", "cat"));
    }

    @Test
    void unreadCountsMessagesAboveTheReadPosition() {
        assertCounts("bob", 0, 5, 2);
        read("bob", first);
        assertCounts("bob", first, 4, 2);
        read("bob", first + 1);
        assertCounts("bob", first + 1, 3, 1);
        read("bob", first + 4);
        assertCounts("bob", first + 4, 0, 0);
        assertCounts("ann", 0, 5, 0);
        assertCounts("cat", 0, 5, 1);
    }

    @Test
    void aReadPositionOnlyRisesAndNeverAboveTheHead() {
        read("bob", first + 1_000);
        assertCounts("bob", first + 4, 0, 0);
        read("bob", first);
        assertCounts("bob", first + 4, 0, 0);
        say("r", "ann", "m6", "six");
        assertCounts("bob", first + 4, 1, 0);
    }

    @Test
    void onlyMessagesCount() {
        read("bob", first + 4);
        store("r", "ann", "x1", new Content.Edit(first, Body.of("edited")));
        store("r", "ann", "x2", new Content.Reaction(first, "👍", true));
        assertCounts("bob", first + 4, 0, 0);
        read("bob", first + 5);
        store("r", "ann", "m6", message("six", "bob"));
        assertCounts("bob", first + 5, 1, 1);
    }

    @Test
    void whatIsDeletedOrTrimmedStillCounts() {
        store("r", "ann", "x1", new Content.Delete(first + 3));
        assertCounts("bob", 0, 5, 2);
        read("bob", first + 1);
        store.trim("r", first + 5);
        assertCounts("bob", first + 1, 3, 1);
        store("r", "ann", "m6", message("six", "bob"));
        assertCounts("bob", first + 1, 4, 2);
        assertCounts("ann", 0, 6, 0);
        read("bob", first + 6);
        assertCounts("bob", first + 6, 0, 0);
    }

    @Test
    void aReadPositionBelowATrimmedLogCountsFromTheTrim() {
        store.trim("r", first + 2);
        read("bob", first);
        assertThat(await(store.rooms().standing("r", "bob")).readSeq()).isEqualTo(first + 1);
        assertCounts("bob", first + 1, 3, 1);
    }

    @Test
    void readingARoomThatIsNotThereIsNotFound() {
        LogContract.assertNotFound(store.rooms().read("nowhere", "bob", 1));
    }

    private void read(String user, long seq) {
        await(store.rooms().read("r", user, seq));
    }

    private void assertCounts(String user, long readSeq, long unread, long mentions) {
        Standing standing = await(store.rooms().standing("r", user));
        assertThat(standing.readSeq()).as("readSeq").isEqualTo(readSeq);
        assertThat(standing.unread()).as("unread").isEqualTo(unread);
        assertThat(standing.mentions()).as("mentions").isEqualTo(mentions);
    }
}
