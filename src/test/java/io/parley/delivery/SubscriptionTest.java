package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.ServerFrame;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Resumption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private final Bench bench = new Bench();

    @Test
    void aReaderIsShownWhatCameBeforeAndWhatComes() {
        bench.append(3);
        Peer reader = bench.reader(false, 0);
        bench.append(2);

        assertThat(reader.wire.seqs()).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(reader.wire.all(ServerFrame.CaughtUp.class)).containsExactly(new ServerFrame.CaughtUp("red", 3));
    }

    @Test
    void noMoreThanTheWindowIsShownUnacked() {
        bench.append(20);
        Peer reader = bench.reader(true, 0);
        assertThat(reader.wire.seqs()).isEqualTo(upTo(8));

        reader.ack(5);
        assertThat(reader.wire.seqs()).isEqualTo(upTo(13));

        reader.ack(13);
        assertThat(reader.wire.seqs()).isEqualTo(upTo(20));
    }

    @Test
    void acksThatStandStillSendThePositionBackAfterOneTwoAndFourSecondsAndEndItAfterFourMore() {
        bench.append(3);
        Peer reader = bench.reader(true, 0);
        reader.ack(1);

        for (int seconds : new int[] {1, 2, 4}) {
            int before = rewinds(reader).size();
            assertThat(passedUntil(() -> rewinds(reader).size() > before))
                    .isBetween(Duration.ofMillis(seconds * 1_000 - 100), Duration.ofMillis(seconds * 1_000 + 500));
        }
        assertThat(reader.wire.closed).isNull();
        assertThat(passedUntil(() -> reader.wire.closed != null))
                .isBetween(Duration.ofMillis(3_900), Duration.ofMillis(4_500));

        assertThat(rewinds(reader)).hasSize(3).allMatch(rewound -> rewound.to() == 1);
        assertThat(reader.wire.closed).isEqualTo(CloseReason.UNRESPONSIVE);
    }

    private Duration passedUntil(BooleanSupplier met) {
        long from = bench.time.now();
        while (!met.getAsBoolean() && bench.time.now() - from < 20_000_000_000L) {
            bench.pass(Duration.ofMillis(10));
        }
        return Duration.ofNanos(bench.time.now() - from);
    }

    @Test
    void afterARewindOneEntryGoesOutAloneUntilAnAckMoves() {
        bench.append(4);
        Peer reader = bench.reader(true, 0);
        reader.ack(1);
        bench.pass(Duration.ofMillis(1_400));
        assertThat(reader.wire.seqs()).containsExactly(1L, 2L, 3L, 4L, 2L);

        reader.ack(2);

        assertThat(reader.wire.seqs()).containsExactly(1L, 2L, 3L, 4L, 2L, 3L, 4L);
    }

    @Test
    void theAckClockStandsWhileWhatWasSentStillWaitsInTcp() {
        bench.append(3);
        Peer reader = bench.reader(true, 0);
        reader.wire.quiet = false;

        bench.pass(Duration.ofSeconds(30));

        assertThat(rewinds(reader)).isEmpty();
        assertThat(reader.wire.closed).isNull();
    }

    @Test
    void aReaderWhoTakesNothingCostsAFewPagesHoweverFarItIsBehind() {
        bench.store.fill("red", 100_000);
        Peer slow = bench.connect();
        slow.wire.room = 40;
        slow.say(new ClientFrame.Hello(
                "h", "slow", null, null, false, false, List.of(new ClientFrame.Subscribe(null, "red", 0L, null))));
        bench.pass(Duration.ofSeconds(60));

        assertThat(slow.wire.seqs()).hasSizeLessThanOrEqualTo(40);
        assertThat(bench.store.entriesRead()).isLessThan(1_000);
    }

    @Test
    void aReaderWhoTakesNothingDelaysNobodyAtTheHead() {
        Peer slow = bench.reader(false, 0);
        slow.wire.room = 0;
        Peer quick = bench.reader(false, 0);

        bench.append(50);

        assertThat(quick.wire.seqs()).isEqualTo(upTo(50));
        assertThat(slow.wire.seqs()).isEmpty();

        slow.becomeWritable(1_000);
        assertThat(slow.wire.seqs()).isEqualTo(upTo(50));
    }

    @Test
    void aCursorBelowATrimmedLogIsResetToTheOldest() {
        bench.append(10);
        bench.store.trimTo("red", 6);

        Peer reader = bench.reader(false, 2);

        assertThat(reader.wire.all(ServerFrame.Reset.class))
                .containsExactly(new ServerFrame.Reset("red", 1, 6, 10, 6, Resumption.Reason.TRIMMED));
        assertThat(reader.wire.seqs()).containsExactly(6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void aCursorBeyondTheHeadIsResetAboveIt() {
        bench.append(3);

        Peer reader = bench.reader(false, 9);
        bench.append(1);

        assertThat(reader.wire.all(ServerFrame.Reset.class))
                .containsExactly(new ServerFrame.Reset("red", 1, 1, 3, 4, Resumption.Reason.REPLACED));
        assertThat(reader.wire.seqs()).containsExactly(4L);
    }

    @Test
    void aRoomThatWasAskedForBeforeItExistedIsLiveOnceItDoes() {
        Peer reader = bench.reader(false, 0);
        reader.say(new ClientFrame.Subscribe("early", "later", 0L, null));
        bench.store.open("later");
        reader.say(new ClientFrame.Subscribe("again", "later", 0L, null));

        bench.append("later", 2);

        assertThat(reader.wire.seqs()).containsExactly(1L, 2L);
    }

    @Test
    void whoIsRemovedWhileSubscribingIsShownThatAndNothingAfterIt() {
        bench.append(2);
        bench.store.afterStanding(() -> {
            bench.store.put("red", new Content.Membership("reader", Change.REMOVED, null, null));
            bench.store.fill("red", 3);
            bench.store.afterStanding(() -> {});
        });

        Peer reader = bench.reader(false, 0);
        bench.append(1);

        assertThat(reader.wire.seqs()).containsExactly(1L, 2L, 3L);
        assertThat(reader.wire.all(ServerFrame.Unsubscribed.class))
                .containsExactly(new ServerFrame.Unsubscribed("red", ServerFrame.Unsubscribed.Why.REMOVED, 3L));
    }

    @Test
    void whoIsBannedIsUnsubscribedThereAndShownNothingAboveIt() {
        Peer reader = bench.reader(false, 0);
        bench.append(1);

        bench.store.put("red", new Content.Membership("reader", Change.BANNED, null, null));
        bench.append(2);

        assertThat(reader.wire.seqs()).containsExactly(1L, 2L);
        assertThat(reader.wire.all(ServerFrame.Unsubscribed.class))
                .containsExactly(new ServerFrame.Unsubscribed("red", ServerFrame.Unsubscribed.Why.BANNED, 2L));
        assertThat(bench.store.entries("red")).hasSize(4);
    }

    @Test
    void aLargeCommitGoesOutInPiecesThatAWireTakes() {
        Peer reader = bench.reader(false, 0);

        bench.commit("red", 20_000);

        assertThat(reader.wire.seqs()).isEqualTo(upTo(20_000));
        assertThat(reader.wire.mostJoined * Integer.BYTES).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void afterUnsubscribeNothingOfTheRoomFollows() {
        Peer reader = bench.reader(false, 0);
        reader.say(new ClientFrame.Unsubscribe("u", "red"));

        bench.append(2);

        assertThat(reader.wire.all(ServerFrame.Ok.class)).containsExactly(new ServerFrame.Ok("u", null));
        assertThat(reader.wire.seqs()).isEmpty();
    }

    @Test
    void aSecondSubscribeReplacesTheFirst() {
        bench.append(2);
        Peer reader = bench.reader(false, 0);
        reader.say(new ClientFrame.Subscribe("again", "red", 1L, 1L));
        bench.append(1);

        assertThat(reader.wire.seqs()).containsExactly(1L, 2L, 2L, 3L);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<ServerFrame.Rewound> rewinds(Peer reader) {
        return reader.wire.all(ServerFrame.Rewound.class);
    }
}
