package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Head;
import io.parley.room.Page;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Log} does when it appends. */
@NullUnmarked
public abstract class LogContract extends StoreContract {
    private static final Content FULL = new Content.Message(
            new Body("hé 👋\n\"\\", "{\"a\":[1,{}]}", List.of("file1", "file2"), List.of("bob")), 4L, 5L);

    static Stream<Content> contents() {
        return Stream.of(
                FULL,
                message(""),
                new Content.Edit(4, Body.of("better")),
                new Content.Delete(4),
                new Content.Reaction(4, "👍", true),
                new Content.Reaction(4, "👍", false),
                new Content.Membership("cat", Change.ADDED, Role.MODERATOR, null),
                new Content.Membership("bob", Change.MUTED, null, 9_000_000_000_000L),
                new Content.RoomChange("name", "topic", RoomKind.PUBLIC, false),
                new Content.RoomChange(null, null, null, false, 30),
                new Content.Notice("mentioned", "other", 3L),
                new Content.Announcement(Body.of("to all")),
                new Content.Opaque("poll", "{\"question\":\"when?\"}"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void anEntryIsReadBackAsItWasGiven(Content content) {
        newRoom("r");
        say("r", "bob", "m4", "four");
        long head = say("r", "bob", "m5", "five").seq();

        Outcome.Stored stored = store("r", "bob", "c1", content);

        assertThat(stored.seq()).isEqualTo(head + 1);
        assertThat(stored.duplicate()).isFalse();
        assertThat(await(store.log().after("r", head, 10, 100_000)).entries())
                .containsExactly(new Entry("r", stored.epoch(), stored.seq(), clock.millis(), "bob", "c1", content));
    }

    @Test
    void appendsHandedInOneAfterTheOtherAreStoredInThatOrderWithoutAHole() {
        long head = newRoom("r").history().head();
        List<Future<Outcome>> outcomes = new ArrayList<>();
        Append first = append("r", "ann", "c0", message("0"));
        for (int i = 0; i < 500; i++) {
            outcomes.add(store.log().append(new Append("r", "ann", "c" + i, message("" + i), first.aclSeq())));
        }
        for (int i = 0; i < 500; i++) {
            assertThat(((Outcome.Stored) await(outcomes.get(i))).seq()).isEqualTo(head + 1 + i);
        }
        assertThat(await(store.log().after("r", head, 1_000, 1_000_000)).entries())
                .extracting(Entry::cid)
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                        .limit(500)
                        .map(i -> "c" + i)
                        .toList());
    }

    @Test
    void aDuplicateSendReturnsTheFirstSeqAndStoresNothing() {
        newRoom("r");
        Outcome.Stored first = say("r", "bob", "c1", "hello");
        clock.advance(Duration.ofMinutes(1));
        say("r", "bob", "c2", "more");
        Page before = all("r");

        Outcome.Stored again = say("r", "bob", "c1", "hello");

        assertThat(again).isEqualTo(new Outcome.Stored(first.epoch(), first.seq(), first.at(), true));
        assertThat(all("r")).isEqualTo(before);
    }

    @Test
    void aDuplicateHandedInBesideTheFirstReturnsItsSeq() {
        newRoom("r");
        Append append = append("r", "bob", "c1", message("hello"));
        Future<Outcome> first = store.log().append(append);
        Future<Outcome> second = store.log().append(append);

        Outcome.Stored stored = (Outcome.Stored) await(first);
        assertThat(stored.duplicate()).isFalse();
        assertThat(await(second)).isEqualTo(new Outcome.Stored(stored.epoch(), stored.seq(), stored.at(), true));
    }

    @Test
    void aCidWithOtherContentIsRefusedWithTheStoredSeq() {
        newRoom("r");
        long seq = say("r", "bob", "c1", "hello").seq();
        long head = all("r").head();

        assertThat(await(store.log().append(append("r", "bob", "c1", message("other")))))
                .isEqualTo(new Outcome.Reused(seq));
        assertThat(await(store.log().append(append("r", "bob", "c1", new Content.Delete(seq)))))
                .isEqualTo(new Outcome.Reused(seq));
        assertThat(all("r").head()).isEqualTo(head);
    }

    @Test
    void theSameCidOfAnotherSenderOrInAnotherRoomIsAnotherEntry() {
        newRoom("r");
        newRoom("s");
        Outcome.Stored mine = say("r", "ann", "c1", "hello");

        assertThat(say("r", "bob", "c1", "hello").seq()).isEqualTo(mine.seq() + 1);
        assertThat(say("s", "ann", "c1", "hello").duplicate()).isFalse();
    }

    @Test
    void findTellsWhatACidNamesAndStoresNothing() {
        newRoom("r");
        Append append = append("r", "bob", "c1", message("hello"));
        assertThat(await(store.log().find(append))).isNull();
        assertThat(all("r").entries()).noneMatch(entry -> entry.cid().equals("c1"));

        Outcome.Stored stored = (Outcome.Stored) await(store.log().append(append));

        assertThat(await(store.log().find(append)))
                .isEqualTo(new Outcome.Stored(stored.epoch(), stored.seq(), stored.at(), true));
        assertThat(await(store.log().find(append("r", "bob", "c1", message("other")))))
                .isEqualTo(new Outcome.Reused(stored.seq()));
    }

    @Test
    void aRoomThatIsNotThereIsSaidToBeNone() {
        Append append = new Append("nowhere", "ann", "c1", message("hello"), 0);

        assertThat(await(store.log().append(append))).isEqualTo(new Outcome.NoRoom());
        assertThat(await(store.log().find(append))).isNull();
        assertThat(await(store.log().history("nowhere"))).isNull();
        assertNotFound(store.log().after("nowhere", 0, 10, 1_000));
        assertNotFound(store.log().before("nowhere", 10, 10, 1_000));
    }

    @Test
    void aDeletedRoomIsNoRoomButStillKnowsItsCids() {
        newRoom("r");
        Append deletion = append("r", "ann", "del", new Content.RoomChange(null, null, null, true));
        Outcome.Stored deleted = (Outcome.Stored) await(store.log().append(deletion));

        assertThat(await(store.log().append(new Append("r", "bob", "c9", message("late"), deleted.seq()))))
                .isEqualTo(new Outcome.NoRoom());
        assertThat(await(store.log().append(deletion)))
                .isEqualTo(new Outcome.Stored(deleted.epoch(), deleted.seq(), deleted.at(), true));
        assertThat(await(store.log().history("r"))).isNull();
        assertThat(await(store.log().heads(List.of("r")))).isEmpty();
        assertNotFound(store.log().after("r", 0, 10, 1_000));
    }

    @Test
    void timeNeverGoesBackInARoom() {
        newRoom("r");
        long at = say("r", "bob", "c1", "one").at();
        clock.advance(Duration.ofHours(-1));
        assertThat(say("r", "bob", "c2", "two").at()).isEqualTo(at);
        clock.advance(Duration.ofHours(2));
        assertThat(say("r", "bob", "c3", "three").at())
                .isEqualTo(at + Duration.ofHours(1).toMillis());
    }

    @Test
    void everyCommitIsToldOnceInOrderWithWhatItMadeReadable() {
        newRoom("r");
        say("r", "bob", "c1", "one");
        say("r", "bob", "c1", "one");
        say("r", "ann", "c2", "two");
        await(store.rooms().read("r", "bob", 2));

        List<Long> numbers = commits.stream().map(Commit::number).toList();
        long first = numbers.getFirst();
        assertThat(numbers)
                .containsExactlyElementsOf(
                        Stream.iterate(first, n -> n + 1).limit(numbers.size()).toList());
        assertThat(await(store.log().commits())).isEqualTo(numbers.getLast());
        assertThat(commits.stream().flatMap(commit -> commit.entries().stream()))
                .containsExactlyElementsOf(all("r").entries());
    }

    @Test
    void headsAreThoseOfTheRoomsThatExist() {
        newRoom("r");
        newRoom("s");
        Outcome.Stored stored = say("s", "ann", "c1", "hello");

        assertThat(await(store.log().heads(List.of("r", "s", "nowhere"))))
                .isEqualTo(Map.of(
                        "r", new Head(stored.epoch(), all("r").head()), "s", new Head(stored.epoch(), stored.seq())));
    }

    static void assertNotFound(Future<?> future) {
        assertThatThrownBy(() -> await(future))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problem().code()).isEqualTo(Code.NOT_FOUND));
    }
}
