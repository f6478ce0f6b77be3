package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.port.Accounts.Account;
import io.parley.protocol.Failure;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Inbox;
import io.parley.room.Occasion;
import io.parley.room.Room;
import io.parley.room.RoomKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every store does with inboxes and announcements: rooms that come with the accounts, and to which nobody belongs. */
@NullUnmarked
public abstract class InboxContract extends StoreContract {
    private static final Content NOTICE = new Content.Notice(Occasion.ADDED.wireName(), "r", 3L);

    private Outcome tell(String user, String cid) {
        return await(store.log().append(new Append(Inbox.of(user), "bob", cid, NOTICE, 0)));
    }

    @Test
    void anAccountBringsAnEmptyInboxAndTheStoreBringsTheAnnouncements() {
        Standing inbox = await(store.rooms().standing("@ann", "ann"));
        Standing all = await(store.rooms().standing("@all", "ann"));

        assertThat(inbox.room().kind()).isEqualTo(RoomKind.INBOX);
        assertThat(all.room().kind()).isEqualTo(RoomKind.ANNOUNCEMENTS);
        for (Standing standing : List.of(inbox, all)) {
            assertThat(standing.history().head()).isZero();
            assertThat(standing.history().oldest()).isEqualTo(1);
            assertThat(standing.history().epoch())
                    .isEqualTo(newRoom("r" + standing.room().kind().wireName())
                            .history()
                            .epoch());
            assertThat(standing.room().aclSeq()).isZero();
            assertThat(standing.member()).isNull();
        }
        assertThat(await(store.rooms().standing("@nobody", "ann"))).isNull();
    }

    @Test
    void theyStandInNoList() {
        tell("ann", "c1");

        assertThat(await(store.rooms().of("ann", 0, 10))).isEmpty();
        assertThat(await(store.rooms().open("ann", "", null, 10))).isEmpty();
        assertThat(await(store.rooms().open("ann", "@", null, 10))).isEmpty();
        assertThat(await(store.rooms().company("ann", 100, 10))).isEmpty();
        assertThat(await(store.rooms().acquainted("ann", Set.of("bob")))).isEmpty();
        assertThat(await(store.rooms().members("@ann", null, 10))).isEmpty();
    }

    @Test
    void noticesHaveTheirOrderAndTheirCidsAsAnyEntry() {
        assertThat(tell("ann", "c1")).isInstanceOf(Outcome.Stored.class);
        assertThat(tell("ann", "c2")).isInstanceOf(Outcome.Stored.class);
        assertThat(((Outcome.Stored) tell("ann", "c1")).duplicate()).isTrue();

        assertThat(all("@ann").entries()).extracting(Entry::seq).containsExactly(1L, 2L);
        assertThat(all("@ann").entries()).extracting(Entry::content).containsOnly(NOTICE);
        assertThat(all("@ann").entries()).extracting(Entry::from).containsOnly("bob");
        assertThat(all("@bob").entries()).isEmpty();
    }

    @Test
    void aNoticeIsUnreadUntilItIsReadAlsoOnceItIsTrimmed() {
        for (int i = 1; i <= 4; i++) {
            tell("ann", "c" + i);
        }
        assertThat(await(store.rooms().standing("@ann", "ann")).unread()).isEqualTo(4);

        await(store.rooms().read("@ann", "ann", 1));
        assertThat(await(store.rooms().standing("@ann", "ann")).unread()).isEqualTo(3);

        store.trim("@ann", 4);
        await(store.rooms().read("@ann", "ann", 2));
        assertThat(await(store.rooms().standing("@ann", "ann")).unread()).isEqualTo(1);
    }

    @Test
    void anAnnouncementIsUnreadByEverybodyWhoHasNotReadIt() {
        Content news = new Content.Announcement(Body.of("news"));
        assertThat(await(store.log().append(new Append(Inbox.ALL, "ann", "c", news, 0))))
                .isInstanceOf(Outcome.Stored.class);
        await(store.rooms().read(Inbox.ALL, "ann", 1));

        assertThat(await(store.rooms().standing(Inbox.ALL, "ann")).unread()).isZero();
        assertThat(await(store.rooms().standing(Inbox.ALL, "bob")).unread()).isEqualTo(1);
    }

    @Test
    void aDeletedAccountTakesItsInboxAlong() {
        tell("cat", "c1");
        await(store.accounts().delete("cat"));
        await(store.accounts().delete("cat"));

        assertThat(await(store.rooms().standing("@cat", "cat"))).isNull();
        assertThat(await(store.log().history("@cat"))).isNull();
        assertThatThrownBy(() -> all("@cat")).isInstanceOf(Failure.class);
        assertThat(tell("cat", "c2")).isEqualTo(new Outcome.NoRoom());
        assertThat(await(store.rooms().standing("@ann", "ann"))).isNotNull();
    }

    @Test
    void nobodysAccountIsTheAnnouncements() {
        await(store.accounts().register(new Account("all", "All", null, 1)));
        await(store.accounts().delete("all"));

        assertThat(await(store.rooms().standing(Inbox.ALL, "ann")).room())
                .extracting(Room::kind)
                .isEqualTo(RoomKind.ANNOUNCEMENTS);
    }

    @Test
    void theyGoIntoANewEpochWithTheOthers() {
        tell("ann", "c1");
        store.newEpoch();
        tell("ann", "c2");

        long epoch = await(store.log().history("@ann")).epoch();
        assertThat(await(store.log().history("@all")).epoch()).isEqualTo(epoch);
        assertThat(await(store.log().history("@ann")).forks())
                .singleElement()
                .satisfies(fork -> assertThat(fork.last()).isEqualTo(1));
        assertThat(all("@ann").entries()).extracting(Entry::seq).containsExactly(1L, 2L);
    }
}
