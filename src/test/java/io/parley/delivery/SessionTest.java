package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Bench bench = new Bench();

    @Test
    void helloIsWelcomedOnceAndASecondOneIsABadFrame() {
        Peer peer = bench.reader(false, 0);
        peer.say(new ClientFrame.Hello("again", "reader", null, null, false, false, List.of()));

        assertThat(peer.wire.all(ServerFrame.Welcome.class)).hasSize(1);
        assertThat(refusals(peer)).containsExactly(Code.BAD_FRAME);
    }

    @Test
    void whoSaysNothingIsClosedWhenHelloIsDue() {
        Peer peer = bench.connect();

        bench.pass(Duration.ofMillis(4_500));
        assertThat(peer.wire.closed).isNull();
        bench.pass(Duration.ofSeconds(1));

        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNAUTHENTICATED);
    }

    @Test
    void whatIsSaidBeforeHelloIsRefused() {
        Peer peer = bench.connect();
        peer.say(new ClientFrame.Ping("p"));

        assertThat(refusals(peer)).containsExactly(Code.BAD_FRAME);
    }

    @Test
    void whatFollowsHelloAtOnceIsAnsweredAfterTheWelcome() {
        bench.append(1);
        Peer peer = bench.connect();
        peer.say(new ClientFrame.Hello("h", "u", null, null, false, false, List.of()));
        peer.say(new ClientFrame.Ping("p"));

        assertThat(peer.wire.all(ServerFrame.class)).hasSize(2).last().isEqualTo(new ServerFrame.Pong("p"));
    }

    @Test
    void whoVanishesWhileHelloIsAnsweredLeavesNoInterestInItsRooms() {
        Peer peer = bench.connect();
        ClientFrame.Subscribe red = new ClientFrame.Subscribe(null, "red", 0L, null);
        bench.sayAndVanish(peer, new ClientFrame.Hello("h", "u", null, null, false, false, List.of(red)));

        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.interest()).isEmpty();
    }

    @Test
    void whoVanishesWhileASubscribeIsAnsweredLeavesNoInterestInTheRoom() {
        Peer peer = bench.connect();
        peer.say(new ClientFrame.Hello("h", "u", null, null, false, false, List.of()));
        bench.sayAndVanish(peer, new ClientFrame.Subscribe("s", "red", null, null));

        bench.pass(Duration.ofMinutes(1));

        assertThat(bench.interest()).isEmpty();
    }

    @Test
    void aSendIsAnsweredWhenStoredAndItsRetryWithTheSameSeq() {
        Peer peer = bench.reader(false, 0);
        peer.say(send("a", "c1"));
        peer.say(send("b", "c1"));

        assertThat(peer.wire.all(ServerFrame.Sent.class))
                .extracting(ServerFrame.Sent::id, ServerFrame.Sent::seq, ServerFrame.Sent::duplicate)
                .containsExactly(tuple("a", 1L, false), tuple("b", 1L, true));
        assertThat(peer.wire.seqs()).containsExactly(1L);
    }

    @Test
    void sendsBeyondTheRateAreToldWhenToComeAgain() {
        Peer peer = bench.reader(false, 0);
        for (int i = 0; i < 60; i++) {
            peer.say(send("s" + i, "c" + i));
        }

        assertThat(peer.wire.all(ServerFrame.Refused.class)).isNotEmpty().allSatisfy(refused -> {
            assertThat(refused.problem().code()).isEqualTo(Code.RATE_LIMITED);
            assertThat(refused.problem().retryAfterMs()).isPositive();
            assertThat(refused.problem().cid()).isNotNull();
        });
    }

    @Test
    void whatIsStoredIsAnsweredAlsoWhereTheRateRefuses() {
        Peer peer = bench.reader(false, 0);
        for (int i = 0; i < 60; i++) {
            peer.say(send("s" + i, "c" + i));
        }
        assertThat(refusals(peer)).contains(Code.RATE_LIMITED);
        peer.say(send("again", "c0"));

        assertThat(peer.wire.all(ServerFrame.Sent.class).getLast())
                .extracting(ServerFrame.Sent::id, ServerFrame.Sent::seq, ServerFrame.Sent::duplicate)
                .containsExactly("again", 1L, true);
    }

    @Test
    void twentyBadFramesEndTheConnection() {
        Peer peer = bench.reader(false, 0);
        ClientFrame second = new ClientFrame.Hello(null, "reader", null, null, false, false, List.of());
        for (int i = 0; i < 20; i++) {
            peer.say(second);
        }

        assertThat(peer.wire.closed).isEqualTo(CloseReason.BAD_FRAMES);
    }

    @Test
    void aFrameOfAnExtensionIsAnsweredByWhoeverRegisteredForIt() {
        Peer peer = bench.reader(false, 0);
        peer.say(new ClientFrame.Extension("e", "poll", "{\"type\":\"x.poll\"}"));

        assertThat(peer.wire.all(ServerFrame.Answer.class))
                .containsExactly(new ServerFrame.Answer("e", "x.poll", "{\"for\":\"reader\"}"));
    }

    @Test
    void oneConnectionMoreThanTheUsersLimitEndsTheOldest() {
        Peer oldest = bench.reader(false, 0);
        Peer second = bench.reader(false, 0);
        bench.reader(false, 0);
        assertThat(oldest.wire.closed).isNull();

        bench.reader(false, 0);

        assertThat(oldest.wire.closed).isEqualTo(CloseReason.TOO_MANY);
        assertThat(second.wire.closed).isNull();
    }

    @Test
    void aFloodOfFramesIsLimitedAndThenEnded() {
        Peer peer = bench.reader(false, 0);
        ClientFrame ping = new ClientFrame.Ping("p");
        bench.burst(peer, ping, 420);
        assertThat(refusals(peer)).isNotEmpty().containsOnly(Code.RATE_LIMITED);
        assertThat(peer.wire.closed).isNull();

        bench.burst(peer, ping, 1_400);

        assertThat(peer.wire.closed).isEqualTo(CloseReason.FLOOD);
    }

    @Test
    void pagesGoOutOneByOneAsTheWireTakesThem() {
        bench.append(3);
        Peer peer = bench.reader(false, 3);
        peer.wire.room = 1;
        for (int i = 0; i < 4; i++) {
            peer.say(new ClientFrame.History("h" + i, "red", null, 0L, null, 200, ClientFrame.View.ENTRIES));
        }
        assertThat(peer.wire.all(ServerFrame.Listing.class)).hasSize(1);

        peer.becomeWritable(100);

        assertThat(peer.wire.all(ServerFrame.Listing.class))
                .extracting(ServerFrame.Listing::id)
                .containsExactly("h0", "h1", "h2", "h3");
    }

    @Test
    void aSubscribeThatALaterOneOvertakesIsAnsweredAsWell() {
        Peer peer = bench.reader(false, 0);
        bench.burst(peer, new ClientFrame.Subscribe("s", "red", 0L, null), 2);
        bench.append(1);

        assertThat(peer.wire.all(ServerFrame.Subscribed.class)).hasSize(2);
        assertThat(refusals(peer)).isEmpty();
        assertThat(peer.wire.seqs()).containsExactly(1L);
    }

    @Test
    void theEndOfASignInEndsItsConnections() {
        Peer peer = bench.reader(false, 0);

        bench.signOut("s");

        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNAUTHENTICATED);
    }

    @Test
    void attachmentsAreNotThereYet() {
        Peer peer = bench.reader(false, 0);
        Body attached = new Body("see this", null, List.of("a1"), List.of());
        peer.say(new ClientFrame.Send("a", "red", "c1", attached, null, null));

        assertThat(refusals(peer)).containsExactly(Code.UNSUPPORTED);
    }

    @Test
    void acksAreNoFlood() {
        Peer peer = bench.reader(true, 0);

        bench.burst(peer, new ClientFrame.Ack(null, "red", 0), 3_000);

        assertThat(refusals(peer)).isEmpty();
        assertThat(peer.wire.closed).isNull();
    }

    @Test
    void aClosingNodeAnswersFirstWhatItHasRead() {
        Peer peer = bench.reader(false, 0);
        bench.leaveWhileSending(peer, send("a", "c1"));

        assertThat(peer.wire.all(ServerFrame.Goodbye.class)).hasSize(1);
        assertThat(peer.wire.all(ServerFrame.Sent.class)).hasSize(1);
        assertThat(peer.wire.closed).isEqualTo(CloseReason.LEAVING);
    }

    @Test
    void moreRoomsThanTheLimitAreRefused() {
        Peer peer = bench.reader(false, 0);
        for (int i = 0; i < 3; i++) {
            bench.store.open("room" + i);
            peer.say(new ClientFrame.Subscribe("s" + i, "room" + i, null, null));
        }

        assertThat(refusals(peer)).containsExactly(Code.TOO_LARGE);
    }

    private static ClientFrame send(String id, String cid) {
        return new ClientFrame.Send(id, "red", cid, Body.of("hi"), null, null);
    }

    private static List<Code> refusals(Peer peer) {
        return peer.wire.all(ServerFrame.Refused.class).stream()
                .map(refused -> refused.problem().code())
                .toList();
    }
}
