package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Search.Found;
import io.parley.port.Search.Query;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Item;
import io.parley.room.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link Search} promises. */
@NullUnmarked
public abstract class SearchContract extends StoreContract {
    @BeforeEach
    void aRoom() {
        newRoom("r");
    }

    @Test
    void aMessageIsFoundByItsWordsInAnyOrderAndCase() {
        say("r", "ann", "c1", "The quick brown Fox");
        say("r", "ann", "c2", "a slow fox");

        assertThat(found("FOX quick")).containsExactly("c1");
        assertThat(found("fox")).containsExactly("c2", "c1");
        assertThat(found("fox hound")).isEmpty();
    }

    @Test
    void theLastWordMayBeTheBeginningOfOne() {
        say("r", "ann", "c1", "harbour lights");

        assertThat(found("lights harb")).containsExactly("c1");
        assertThat(found("harb lights")).isEmpty();
    }

    @Test
    void accentsAndDisguisesDoNotHideAWord() {
        say("r", "ann", "c1", "Crème brûlée");
        say("r", "ann", "c2", "ＦＵＬＬ width");

        assertThat(found("creme brulee")).containsExactly("c1");
        assertThat(found("full")).containsExactly("c2");
    }

    @Test
    void whatIsWrittenWithoutSpacesIsFoundByAnyPartOfIt() {
        say("r", "ann", "c1", "这个周末天气很好，我们去爬山吧。");
        say("r", "ann", "c2", "山に登る");

        assertThat(found("爬山")).containsExactly("c1");
        assertThat(found("山")).containsExactly("c2", "c1");
        assertThat(found("山爬")).isEmpty();
        assertThat(found("صباح")).isEmpty();
    }

    @Test
    void wordsThatStandTogetherMustFollowEachOther() {
        say("r", "ann", "c1", "see foo-bar.txt");
        say("r", "ann", "c2", "bar foo");

        assertThat(found("foo-bar")).containsExactly("c1");
        assertThat(found("foo bar")).containsExactly("c2", "c1");
    }

    @Test
    void signsOfAQueryLanguageAreOnlySigns() {
        say("r", "ann", "c1", "said OR near");

        for (String query : List.of("said: OR", "\"said\" OR", "(said", "said*", "NEAR(said near)", "room:said OR")) {
            assertThat(search(query).items().size()).as(query).isLessThanOrEqualTo(1);
        }
        assertThat(found("said OR nothing")).isEmpty();
    }

    @Test
    void anEditedMessageIsFoundByItsPresentWordsOnly() {
        long seq = say("r", "ann", "c1", "before").seq();
        store("r", "ann", "e1", new Content.Edit(seq, Body.of("between")));
        store("r", "ann", "e2", new Content.Edit(seq, Body.of("afterwards")));

        assertThat(found("before")).isEmpty();
        assertThat(found("between")).isEmpty();
        Item item = search("afterwards").items().getFirst();
        assertThat(item.entry().seq()).isEqualTo(seq);
        assertThat(item.editedAt()).isNotNull();
    }

    @Test
    void aDeletedMessageIsNotFoundNorIsALateEditOfIt() {
        long seq = say("r", "ann", "c1", "regret").seq();
        store("r", "ann", "e1", new Content.Edit(seq, Body.of("second thoughts")));
        store("r", "ann", "d1", new Content.Delete(seq));
        store("r", "ann", "d2", new Content.Delete(seq));
        store("r", "ann", "e2", new Content.Edit(seq, Body.of("third thoughts")));

        assertThat(found("regret")).isEmpty();
        assertThat(found("thoughts")).isEmpty();
    }

    @Test
    void whatHasBeenTrimmedIsNotFound() {
        long seq = say("r", "ann", "c1", "old news").seq();
        store("r", "ann", "e1", new Content.Edit(seq, Body.of("older news")));
        say("r", "ann", "c2", "fresh news");
        store.trim("r", seq + 1);

        assertThat(found("news")).containsExactly("c2");
    }

    @Test
    void withoutARoomOnlyThoseOfWhichOneIsAMemberAreSearched() {
        await(store.rooms().create(wish("s", null)));
        say("s", "ann", "c1", "a word");
        say("r", "ann", "c2", "a word");
        store("r", "ann", "out", new Content.Membership("bob", Change.REMOVED, null, null));

        assertThat(cids(find("bob", "word", null, null, Long.MAX_VALUE, null, 10)))
                .containsExactly("c1");
        assertThat(cids(find("cat", "word", null, null, Long.MAX_VALUE, null, 10)))
                .isEmpty();
        assertThat(cids(find("cat", "word", "r", null, Long.MAX_VALUE, null, 10)))
                .containsExactly("c2");
        assertThat(cids(find("cat", "word", "none", null, Long.MAX_VALUE, null, 10)))
                .isEmpty();
    }

    @Test
    void aDeletedRoomIsNotSearched() {
        say("r", "ann", "c1", "a word");
        store("r", "ann", "gone", new Content.RoomChange(null, null, null, true));

        assertThat(found("word")).isEmpty();
        assertThat(cids(find("ann", "word", "r", null, Long.MAX_VALUE, null, 10)))
                .isEmpty();
    }

    @Test
    void itCanBeAskedWhoSaidItAndBeforeWhen() {
        say("r", "ann", "c1", "a word");
        clock.advance(Duration.ofSeconds(1));
        long then = clock.millis();
        say("r", "bob", "c2", "a word");

        assertThat(cids(find("ann", "word", null, "bob", Long.MAX_VALUE, null, 10)))
                .containsExactly("c2");
        assertThat(cids(find("ann", "word", null, null, then, null, 10))).containsExactly("c1");
    }

    @Test
    void pagesFollowEachOtherWithoutAGapOrARepeat() {
        List<String> said = IntStream.range(0, 25).mapToObj(i -> "c" + i).toList();
        said.forEach(cid -> say("r", "ann", cid, "a word " + cid));
        List<String> seen = new ArrayList<>();
        Found page = find("ann", "word", null, null, Long.MAX_VALUE, null, 10);
        seen.addAll(cids(page));
        while (page.next() != null) {
            page = find("ann", "word", null, null, Long.MAX_VALUE, page.next(), 10);
            seen.addAll(cids(page));
        }

        assertThat(seen).isEqualTo(said.reversed());
    }

    @Test
    void aPageEndsWhereItWouldWeighTooMuch() {
        say("r", "ann", "c1", "word " + "x".repeat(500));
        say("r", "ann", "c2", "word " + "x".repeat(500));
        Query query = new Query("ann", Words.phrases("word"), null, null, Long.MAX_VALUE, null);

        Found page = await(store.search().find(query, 10, 700));
        assertThat(cids(page)).containsExactly("c2");
        assertThat(page.next()).isNotNull();
    }

    private List<String> found(String words) {
        return cids(search(words));
    }

    private Found search(String words) {
        return find("ann", words, null, null, Long.MAX_VALUE, null, 10);
    }

    private Found find(String user, String words, String room, String from, long before, Long cursor, int limit) {
        Query query = new Query(user, Words.phrases(words), room, from, before, cursor);
        return await(store.search().find(query, limit, 1 << 20));
    }

    private static List<String> cids(Found found) {
        return found.items().stream().map(item -> item.entry().cid()).toList();
    }
}
