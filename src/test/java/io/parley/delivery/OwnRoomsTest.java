package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.Code;
import io.parley.protocol.ServerFrame;
import io.parley.room.Content;
import io.parley.room.Inbox;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every session is subscribed to without asking. */
@NullUnmarked
class OwnRoomsTest {
    private static final Content NOTICE = new Content.Notice("added", "red", 1L);

    private final Bench bench = new Bench();

    @BeforeEach
    void openThem() {
        bench.store.open("@ada");
        bench.store.open("@bob");
        bench.store.open(Inbox.ALL);
    }

    private Peer hello(String user, ClientFrame.Subscribe... asks) {
        Peer peer = bench.connect();
        peer.say(new ClientFrame.Hello("h", user, null, null, true, false, List.of(asks)));
        return peer;
    }

    private static ClientFrame.Subscribe ask(String room, Long after, Long epoch) {
        return new ClientFrame.Subscribe(null, room, after, epoch);
    }

    private static List<String> subscribed(Peer peer) {
        return peer.wire.all(ServerFrame.Welcome.class).getFirst().subscribed().stream()
                .map(opened -> switch (opened) {
                    case ServerFrame.Subscribed subscribed -> subscribed.room();
                    case ServerFrame.Refused refused ->
                        "not " + refused.problem().room();
                })
                .toList();
    }

    @Test
    void theyStandBehindWhatTheClientNames() {
        assertThat(subscribed(hello("ada", ask("red", null, null)))).containsExactly("red", "@ada", "@all");
        assertThat(subscribed(hello("ada"))).containsExactly("@ada", "@all");
    }

    @Test
    void theyBeginAtTheHead() {
        bench.change("@ada", NOTICE);
        Peer ada = hello("ada");
        Peer bob = hello("bob");
        assertThat(ada.wire.seqs()).isEmpty();

        bench.change("@ada", NOTICE);
        assertThat(ada.wire.seqs()).containsExactly(2L);
        assertThat(bob.wire.seqs()).isEmpty();

        bench.change(Inbox.ALL, NOTICE);
        assertThat(ada.wire.seqs()).containsExactly(2L, 1L);
        assertThat(bob.wire.seqs()).containsExactly(1L);
    }

    @Test
    void namedByTheClientTheyGoOnFromItsCursorAndStandWhereItNamesThem() {
        bench.change("@ada", NOTICE);
        bench.change("@ada", NOTICE);
        Peer peer = hello("ada", ask("@ada", 1L, bench.store.epoch()), ask("red", null, null));

        assertThat(subscribed(peer)).containsExactly("@ada", "red", "@all");
        assertThat(peer.wire.seqs()).containsExactly(2L);
    }

    @Test
    void anotherSubscribeReplacesThem() {
        bench.change("@ada", NOTICE);
        Peer peer = hello("ada");
        peer.say(new ClientFrame.Subscribe("s", "@ada", 0L, null));

        assertThat(peer.wire.seqs()).containsExactly(1L);
        bench.change("@ada", NOTICE);
        assertThat(peer.wire.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void afterAnUnsubscribeNothingOfThemFollows() {
        Peer peer = hello("ada");
        peer.say(new ClientFrame.Unsubscribe("u", "@ada"));
        peer.say(new ClientFrame.Unsubscribe("v", Inbox.ALL));
        bench.change("@ada", NOTICE);
        bench.change(Inbox.ALL, NOTICE);

        assertThat(peer.wire.all(ServerFrame.Ok.class)).hasSize(2);
        assertThat(peer.wire.seqs()).isEmpty();
    }

    @Test
    void theyDoNotCountAmongTheRoomsThatAConnectionMayHave() {
        int most = Bench.LIMITS.rooms();
        ClientFrame.Subscribe[] asks = new ClientFrame.Subscribe[most];
        for (int i = 0; i < most; i++) {
            bench.store.open("room" + i);
            asks[i] = ask("room" + i, null, null);
        }
        Peer peer = hello("ada", asks);
        assertThat(subscribed(peer)).hasSize(most + 2).noneMatch(room -> room.startsWith("not "));

        peer.say(new ClientFrame.Unsubscribe("u", "@ada"));
        peer.say(new ClientFrame.Subscribe("s", "red", null, null));
        peer.say(new ClientFrame.Subscribe("t", "@ada", null, null));
        assertThat(peer.wire.all(ServerFrame.Refused.class))
                .extracting(
                        ServerFrame.Refused::id, refused -> refused.problem().code())
                .containsExactly(tuple("s", Code.TOO_LARGE));
        assertThat(peer.wire.all(ServerFrame.Subscribed.class))
                .extracting(ServerFrame.Subscribed::room)
                .contains("@ada");
    }

    @Test
    void whoHasNoInboxIsToldSoAndServedAllTheSame() {
        assertThat(subscribed(hello("eve"))).containsExactly("not @eve", "@all");
    }
}
