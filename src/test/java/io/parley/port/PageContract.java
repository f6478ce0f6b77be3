package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Fork;
import io.parley.room.History;
import io.parley.room.Page;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Log} shows when it is read: pages, trimmed logs, epochs, and what deletion leaves. */
@NullUnmarked
public abstract class PageContract extends StoreContract {
    private long first;

    /** A room {@code r} with twenty messages, m0 … m19, from {@code first} on. */
    @BeforeEach
    void fill() {
        first = newRoom("r").history().head() + 1;
        for (int i = 0; i < 20; i++) {
            say("r", "ann", "m" + i, "text " + i);
        }
    }

    @Test
    void aPageAfterASeqIsTheNextOnesUpToTheLimit() {
        Page page = await(store.log().after("r", first + 4, 5, 100_000));

        assertThat(seqs(page)).containsExactlyElementsOf(range(first + 5, first + 9));
        assertThat(page.oldest()).isEqualTo(1);
        assertThat(page.head()).isEqualTo(first + 19);
        assertThat(page.epoch()).isEqualTo(await(store.log().history("r")).epoch());
    }

    @Test
    void aPageIsEmptyOnlyAtTheHead() {
        assertThat(await(store.log().after("r", first + 18, 5, 1)).entries()).hasSize(1);
        assertThat(await(store.log().after("r", first + 19, 5, 1)).entries()).isEmpty();
        assertThat(await(store.log().after("r", first + 99, 5, 1)).entries()).isEmpty();
    }

    @Test
    void aPageBeforeASeqIsTheLastOnesBelowItAscending() {
        assertThat(seqs(await(store.log().before("r", first + 10, 4, 100_000))))
                .containsExactlyElementsOf(range(first + 6, first + 9));
        assertThat(seqs(await(store.log().before("r", first + 1_000, 3, 100_000))))
                .containsExactlyElementsOf(range(first + 17, first + 19));
        assertThat(await(store.log().before("r", 1, 3, 100_000)).entries()).isEmpty();
    }

    @Test
    void aPageEndsNearItsBytesYetHoldsOneEntryAtLeast() {
        for (int i = 0; i < 10; i++) {
            say("r", "ann", "big" + i, "x".repeat(1_000));
        }
        long big = first + 20;

        assertThat(seqs(await(store.log().after("r", big - 1, 10, 1)))).containsExactly(big);
        assertThat(seqs(await(store.log().before("r", big + 10, 10, 1)))).containsExactly(big + 9);
        assertThat(await(store.log().after("r", big - 1, 10, 3_500)).entries()).hasSizeBetween(2, 4);
        assertThat(seqs(await(store.log().before("r", big + 10, 10, 3_500))))
                .hasSizeBetween(2, 4)
                .endsWith(big + 9);
    }

    @Test
    void aTrimmedLogStartsAtItsOldest() {
        store.trim("r", first + 7);

        Page page = await(store.log().after("r", 0, 3, 100_000));
        assertThat(seqs(page)).containsExactlyElementsOf(range(first + 7, first + 9));
        assertThat(page.oldest()).isEqualTo(first + 7);
        assertThat(seqs(await(store.log().before("r", first + 9, 10, 100_000))))
                .containsExactlyElementsOf(range(first + 7, first + 8));
        assertThat(await(store.log().history("r")).oldest()).isEqualTo(first + 7);
    }

    @Test
    void aLogTrimmedWhollyGoesOnAndKeepsItsCids() {
        store.trim("r", first + 1_000);

        Page page = await(store.log().after("r", 0, 3, 100_000));
        assertThat(page.entries()).isEmpty();
        assertThat(page.oldest()).isEqualTo(first + 20);
        assertThat(say("r", "ann", "m3", "text 3"))
                .isEqualTo(new Outcome.Stored(page.epoch(), first + 3, clock.millis(), true));
        assertThat(say("r", "ann", "new", "new").seq()).isEqualTo(first + 20);
        assertThat(seqs(await(store.log().after("r", 0, 3, 100_000)))).containsExactly(first + 20);
    }

    @Test
    void trimmingNeverBringsBackWhatIsGone() {
        store.trim("r", first + 7);
        store.trim("r", first + 2);

        assertThat(await(store.log().history("r")).oldest()).isEqualTo(first + 7);
    }

    @Test
    void aNewEpochKeepsTheLogAndRemembersWhereItForked() {
        History old = await(store.log().history("r"));
        store.newEpoch();
        History once = await(store.log().history("r"));
        assertThat(once.epoch()).isNotEqualTo(old.epoch()).isPositive();
        assertThat(once.head()).isEqualTo(old.head());
        assertThat(once.forks()).containsExactly(new Fork(old.epoch(), old.head()));

        Outcome.Stored stored = say("r", "ann", "later", "later");
        assertThat(stored.epoch()).isEqualTo(once.epoch());
        assertThat(stored.seq()).isEqualTo(old.head() + 1);
        assertThat(all("r").entries()).allMatch(entry -> entry.epoch() == once.epoch());

        store.newEpoch();
        History twice = await(store.log().history("r"));
        assertThat(twice.forks())
                .containsExactly(new Fork(old.epoch(), old.head()), new Fork(once.epoch(), stored.seq()));
    }

    @Test
    void aNewEpochKeepsCidsAndCommitsCountOn() {
        long before = await(store.log().commits());
        store.newEpoch();

        Outcome.Stored again = say("r", "ann", "m3", "text 3");

        assertThat(again.seq()).isEqualTo(first + 3);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.epoch()).isEqualTo(await(store.log().history("r")).epoch());
        assertThat(await(store.log().commits())).isGreaterThan(before);
    }

    @Test
    void aDeletedMessageAndItsEditsKeepTheirPlaceWithoutTheirBodies() {
        store("r", "ann", "e1", new Content.Edit(first, Body.of("edited")));
        store("r", "ann", "e2", new Content.Edit(first + 1, Body.of("another's edit")));
        store("r", "ann", "d1", new Content.Delete(first));

        List<Entry> entries = all("r").entries();
        assertThat(at(entries, first).content()).isEqualTo(new Content.Message(null, null, null));
        assertThat(at(entries, first).cid()).isEqualTo("m0");
        assertThat(at(entries, first + 1).content()).isEqualTo(message("text 1"));
        assertThat(at(entries, first + 20).content()).isEqualTo(new Content.Edit(first, null));
        assertThat(at(entries, first + 21).content()).isEqualTo(new Content.Edit(first + 1, Body.of("another's edit")));
    }

    @Test
    void anEditOfADeletedMessageIsStoredAndToldWithoutItsBody() {
        store("r", "ann", "d1", new Content.Delete(first));
        Outcome.Stored edit = store("r", "ann", "e1", new Content.Edit(first, Body.of("too late")));

        Content redacted = new Content.Edit(first, null);
        assertThat(at(all("r").entries(), edit.seq()).content()).isEqualTo(redacted);
        assertThat(commits.getLast().entries()).extracting(Entry::content).containsExactly(redacted);
        assertThat(store("r", "ann", "e1", new Content.Edit(first, Body.of("too late"))))
                .isEqualTo(new Outcome.Stored(edit.epoch(), edit.seq(), edit.at(), true));
    }

    @Test
    void aDeletedMessageStillAnswersARetryOfItsSend() {
        store("r", "ann", "d1", new Content.Delete(first));

        assertThat(say("r", "ann", "m0", "text 0").seq()).isEqualTo(first);
        assertThat(await(store.log().append(append("r", "ann", "m0", message("other")))))
                .isEqualTo(new Outcome.Reused(first));
    }

    private static Entry at(List<Entry> entries, long seq) {
        return entries.stream().filter(entry -> entry.seq() == seq).findFirst().orElseThrow();
    }

    private static List<Long> seqs(Page page) {
        return page.entries().stream().map(Entry::seq).toList();
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
