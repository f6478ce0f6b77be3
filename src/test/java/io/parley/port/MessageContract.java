package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Outcome.Unfit;
import io.parley.port.Outcome.Unfit.Fault;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Excerpt;
import io.parley.room.Item;
import io.parley.room.Span;
import io.parley.room.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every store folds edits, deletions and reactions into the present state of messages. */
@NullUnmarked
public abstract class MessageContract extends StoreContract {
    private static final int BYTES = 1 << 20;

    private long first;

    /** A room {@code r} of ann (owner) and bob with ten messages of bob's, m0 … m9, from {@code first} on. */
    @BeforeEach
    void fill() {
        first = newRoom("r").history().head() + 1;
        for (int i = 0; i < 10; i++) {
            say("r", "bob", "m" + i, "text " + i);
        }
    }

    @Test
    void aMessageThatNobodyTouchedIsItsEntry() {
        assertThat(message(first)).isEqualTo(Item.of(all("r").entries().get((int) first - 1)));
    }

    @Test
    void theHighestEditReplacesTheBodyWholly() {
        Content full = new Content.Message(new Body("full", "{}", List.of("f1"), List.of("ann")), first, first + 1);
        long seq = store("r", "bob", "full", full).seq();
        edit(seq, "e1", "one");
        clock.advance(Duration.ofSeconds(1));
        edit(seq, "e2", "two");

        assertThat(message(seq).entry().content()).isEqualTo(new Content.Message(Body.of("two"), first, first + 1));
        assertThat(message(seq).editedAt()).isEqualTo(clock.millis());
        assertThat(message(seq).entry().seq()).isEqualTo(seq);
        assertThat(text(message(first))).isEqualTo("text 0");
    }

    @Test
    void aDeletionIsFinal() {
        edit(first, "e1", "one");
        react("ann", first, "r1", "👍", true);
        long at = store("r", "bob", "d", new Content.Delete(first)).at();
        clock.advance(Duration.ofSeconds(1));
        edit(first, "e2", "two");
        react("ann", first, "r2", "👎", true);
        store("r", "bob", "d2", new Content.Delete(first));

        Item deleted = message(first);
        assertThat(deleted.entry().content()).isEqualTo(new Content.Message(null, null, null));
        assertThat(deleted.entry().cid()).isEqualTo("m0");
        assertThat(deleted.deletedAt()).isEqualTo(at);
        assertThat(deleted.editedAt()).isNull();
        assertThat(deleted.reactions()).isEmpty();
    }

    @Test
    void aReactionIsTheLastOnOfEachUserAndEmoji() {
        react("bob", first, "1", "👍", true);
        react("ann", first, "2", "👍", true);
        react("ann", first, "3", "👍", true);
        react("ann", first, "4", ":tada:", true);
        assertThat(message(first).reactions()).containsExactly(new Tally("👍", 2, true), new Tally(":tada:", 1, true));
        assertThat(message("bob", first).reactions())
                .containsExactly(new Tally("👍", 2, true), new Tally(":tada:", 1, false));

        react("ann", first, "5", "👍", false);
        react("ann", first, "6", "👍", false);
        react("ann", first, "7", ":tada:", false);
        assertThat(message(first).reactions()).containsExactly(new Tally("👍", 1, false));

        react("ann", first, "8", ":tada:", true);
        assertThat(message(first).reactions()).containsExactly(new Tally("👍", 1, false), new Tally(":tada:", 1, true));
    }

    @Test
    void everyAcceptedCidMakesOneEntryAlsoWhenItChangesNothing() {
        long head = all("r").head();
        Outcome.Stored off = react("ann", first, "r1", "👍", false);
        Outcome.Stored same = edit(first, "e1", "text 0");

        assertThat(off.seq()).isEqualTo(head + 1);
        assertThat(same.seq()).isEqualTo(head + 2);
        assertThat(react("ann", first, "r1", "👍", false))
                .isEqualTo(new Outcome.Stored(off.epoch(), off.seq(), off.at(), true));
        assertThat(all("r").head()).isEqualTo(head + 2);
    }

    @Test
    void whatIsAboutNoMessageIsUnfitAndStoresNothing() {
        long reaction = react("ann", first, "r", "👍", true).seq();
        for (long target : new long[] {1, reaction, reaction + 1, reaction + 2, 1L << 50}) {
            for (Content content : List.of(
                    new Content.Edit(target, Body.of("x")),
                    new Content.Delete(target),
                    new Content.Reaction(target, "👍", true),
                    new Content.Message(Body.of("x"), target, first),
                    new Content.Message(Body.of("x"), first, target))) {
                assertUnfit("bob", "c", content, target, Fault.NO_MESSAGE);
            }
        }
        assertThat(all("r").head()).isEqualTo(reaction);
        assertThat(say("r", "bob", "c", "the cid is still free").duplicate()).isFalse();
    }

    @Test
    void onlyItsAuthorEditsAMessage() {
        assertUnfit("ann", "e", new Content.Edit(first, Body.of("x")), first, Fault.NOT_OWN);
        assertThat(await(store.log().append(moderating("ann", "e", new Content.Edit(first, Body.of("x"))))))
                .isEqualTo(new Unfit(first, Fault.NOT_OWN));
    }

    @Test
    void onlyItsAuthorAndWhoModeratesDeletesAMessage() {
        assertUnfit("ann", "d", new Content.Delete(first), first, Fault.NOT_OWN);
        assertThat(await(store.log().append(moderating("ann", "d", new Content.Delete(first)))))
                .isInstanceOf(Outcome.Stored.class);
        assertThat(message(first).deletedAt()).isNotNull();
    }

    @Test
    void aKnownCidIsAnsweredBeforeItsTargetIsJudged() {
        Outcome.Stored edit = edit(first, "e", "x");
        store.trim("r", first + 5);

        assertThat(edit(first, "e", "x")).isEqualTo(new Outcome.Stored(edit.epoch(), edit.seq(), edit.at(), true));
        assertUnfit("bob", "e2", new Content.Edit(first, Body.of("y")), first, Fault.NO_MESSAGE);
    }

    @Test
    void aMessageTakesSoManyDifferentEmojiAndNoMore() {
        for (int i = 0; i < Tally.MAX_EMOJI; i++) {
            react(i % 2 == 0 ? "ann" : "bob", first, "r" + i, "e" + i, true);
        }
        react("ann", first, "off", "e0", false);

        assertUnfit("bob", "more", new Content.Reaction(first, "new", true), first, Fault.TOO_MANY_EMOJI);
        react("bob", first, "gone", "new", false);
        react("bob", first, "known", "e0", true);
        assertThat(message(first).reactions()).hasSize(Tally.MAX_EMOJI);
    }

    @Test
    void messagesAreReadBelowAndAboveAPivotAscending() {
        react("ann", first + 4, "r", "👍", true);

        assertThat(seqs(read(new Span(first + 5, 3, 0, BYTES)))).containsExactly(first + 3, first + 4, first + 5);
        assertThat(seqs(read(new Span(first + 5, 0, 2, BYTES)))).containsExactly(first + 6, first + 7);
        assertThat(seqs(read(new Span(first + 5, 2, 2, BYTES))))
                .containsExactly(first + 4, first + 5, first + 6, first + 7);
    }

    @Test
    void aReaderGoesOnWhereThePageEndedUntilNothingIsLeft() {
        for (int i = 0; i < 7; i++) {
            react("ann", first, "r" + i, "e" + i, true);
        }
        say("r", "bob", "late", "late");
        List<Long> all = LongStream.concat(LongStream.range(first, first + 10), LongStream.of(all("r").head()))
                .boxed()
                .toList();

        List<Long> up = new ArrayList<>();
        for (Long after = 0L; after != null; ) {
            Excerpt page = read(new Span(after, 0, 3, BYTES));
            up.addAll(seqs(page));
            after = page.highest();
        }
        List<Long> down = new ArrayList<>();
        for (Long before = 1L << 50; before != null; ) {
            Excerpt page = read(new Span(before - 1, 3, 0, BYTES));
            down.addAll(0, seqs(page));
            before = page.lowest();
        }
        assertThat(up).isEqualTo(all);
        assertThat(down).isEqualTo(all);
    }

    @Test
    void anExcerptEndsNearItsBytesYetHoldsOneMessageAtLeast() {
        for (int i = 0; i < 10; i++) {
            say("r", "bob", "big" + i, "x".repeat(1_000));
        }
        long big = first + 10;

        assertThat(seqs(read(new Span(big - 1, 0, 10, 1)))).containsExactly(big);
        assertThat(seqs(read(new Span(big + 9, 10, 0, 1)))).containsExactly(big + 9);
        assertThat(read(new Span(big - 1, 0, 10, 3_500)).items()).hasSizeBetween(2, 4);
        assertThat(read(new Span(big - 1, 0, 10, 3_500)).highest()).isNotNull();
    }

    @Test
    void aTrimmedRoomShowsWhatIsLeft() {
        edit(first + 8, "e", "edited");
        store.trim("r", first + 7);

        Excerpt rest = read(new Span(first + 20, 100, 0, BYTES));
        assertThat(seqs(rest)).containsExactly(first + 7, first + 8, first + 9);
        assertThat(rest.oldest()).isEqualTo(first + 7);
        assertThat(rest.lowest()).isNull();
        assertThat(seqs(read(new Span(0, 0, 2, BYTES)))).containsExactly(first + 7, first + 8);

        store.trim("r", 1_000);
        assertThat(read(new Span(1L << 50, 100, 0, BYTES)))
                .isEqualTo(new Excerpt(rest.epoch(), first + 11, first + 10, rest.aclSeq(), List.of(), null, null));
    }

    @Test
    void messagesOfARoomThatIsNotThereAreNotFound() {
        LogContract.assertNotFound(store.rooms().messages("nowhere", "ann", new Span(1, 1, 1, BYTES)));
    }

    private Outcome.Stored edit(long target, String cid, String text) {
        return store("r", "bob", cid, new Content.Edit(target, Body.of(text)));
    }

    private Outcome.Stored react(String from, long target, String cid, String emoji, boolean on) {
        return store("r", from, cid, new Content.Reaction(target, emoji, on));
    }

    private Append moderating(String from, String cid, Content content) {
        return new Append("r", from, cid, content, aclSeq("r"), true);
    }

    private void assertUnfit(String from, String cid, Content content, long target, Fault fault) {
        assertThat(await(store.log().append(append("r", from, cid, content)))).isEqualTo(new Unfit(target, fault));
    }

    private Excerpt read(Span span) {
        return await(store.rooms().messages("r", "ann", span));
    }

    private Item message(long seq) {
        return message("ann", seq);
    }

    private Item message(String user, long seq) {
        return await(store.rooms().messages("r", user, new Span(seq, 1, 0, BYTES)))
                .items()
                .getFirst();
    }

    private static String text(Item item) {
        return ((Content.Message) item.entry().content()).body().text();
    }

    private static List<Long> seqs(Excerpt excerpt) {
        return excerpt.items().stream().map(item -> item.entry().seq()).toList();
    }
}
