package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Receipt;
import io.parley.room.Change;
import io.parley.room.Content;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private final Bench bench = new Bench();

    ReceiptTest() {
        bench.store.members.put("red", List.of("ann", "bob"));
        bench.store.fill("red", 9);
    }

    private static void read(Peer peer, String room, long seq) {
        peer.say(new ClientFrame.Read("r" + seq, room, seq));
    }

    private static List<Receipt> receipts(Peer peer) {
        return peer.wire.all(Receipt.class);
    }

    @Test
    void theOthersOfASmallRoomLearnWhatHasBeenReadAndWhatHasBeenShown() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        read(bob, "red", 9);
        bench.append(2);
        bob.ack(10);
        bench.pass(Duration.ofSeconds(2));

        assertThat(receipts(ann)).last().isEqualTo(new Receipt("red", "bob", 10L, 9L));
        assertThat(receipts(bob)).isEmpty();
    }

    @Test
    void receiptsOfOneMemberAreMergedToOneASecond() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        for (int seq = 1; seq <= 9; seq++) {
            read(bob, "red", seq);
        }
        bench.pass(Duration.ofSeconds(2));

        assertThat(receipts(ann)).hasSizeBetween(1, 2).last().isEqualTo(new Receipt("red", "bob", null, 9L));
    }

    @Test
    void onesOwnReadReachesOnesOtherDevicesAtOnceAndNotTheOneThatSaidIt() {
        Peer phone = bench.user("ann", "red");
        Peer laptop = bench.user("ann");
        read(phone, "red", 7);

        assertThat(receipts(laptop)).containsExactly(new Receipt("red", "ann", null, 7L));
        assertThat(receipts(phone)).isEmpty();
    }

    @Test
    void onesOwnReadReachesOnesOtherDevicesAlsoInABigRoomAndThenNobodyElse() {
        bench.store.members.put(
                "red", IntStream.range(0, 33).mapToObj(i -> "u" + i).toList());
        Peer phone = bench.user("u0", "red");
        Peer laptop = bench.user("u0", "red");
        Peer other = bench.user("u1", "red");
        read(phone, "red", 7);
        bench.append(1);
        phone.ack(10);
        bench.pass(Duration.ofSeconds(2));

        assertThat(receipts(laptop)).containsExactly(new Receipt("red", "u0", null, 7L));
        assertThat(receipts(other)).isEmpty();
    }

    @Test
    void onesOwnReadWaitsForAFullWireAndOnlyTheFurthestOfEachRoom() {
        Peer phone = bench.user("ann", "red");
        Peer laptop = bench.user("ann", "red");
        laptop.wire.room = 0;
        read(phone, "red", 3);
        read(phone, "red", 7);
        assertThat(receipts(laptop)).isEmpty();

        laptop.becomeWritable(10);

        assertThat(receipts(laptop)).containsExactly(new Receipt("red", "ann", null, 7L));
    }

    @Test
    void aDeviceThatIsStalledInMoreRoomsThanItMayHoldHasToComeAgain() {
        Peer phone = bench.user("ann", "red");
        Peer laptop = bench.user("ann", "red");
        laptop.wire.room = 0;
        for (int i = 0; i <= Bench.LIMITS.rooms(); i++) {
            bench.store.open("r" + i);
            bench.store.fill("r" + i, 1);
            read(phone, "r" + i, 1);
        }

        assertThat(laptop.wire.closed).isEqualTo(CloseReason.UNRESPONSIVE);
        assertThat(phone.wire.closed).isNull();
    }

    @Test
    void aReadBeyondTheHeadIsToldAsFarAsTheRoomGoes() {
        Peer phone = bench.user("ann", "red");
        Peer laptop = bench.user("ann");
        read(phone, "red", 1_000);

        assertThat(receipts(laptop)).containsExactly(new Receipt("red", "ann", null, 9L));
        assertThat(phone.wire.all(ServerFrame.Ok.class)).hasSize(1);
    }

    @Test
    void whereOneBeganToReadTheStreamIsNoReceipt() {
        Peer ann = bench.user("ann", "red");
        bench.user("bob", "red");
        bench.pass(Duration.ofSeconds(2));

        assertThat(receipts(ann)).isEmpty();
    }

    @Test
    void whoHasLeftLeavesNoReceiptBehind() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        read(bob, "red", 4);
        bench.pass(Duration.ofSeconds(2));
        int before = receipts(ann).size();
        bench.store.members.put("red", List.of("ann"));
        bench.change("red", new Content.Membership("bob", Change.LEFT, null, null));
        read(bob, "red", 8);
        bench.pass(Duration.ofSeconds(2));

        assertThat(before).isEqualTo(1);
        assertThat(receipts(ann)).hasSize(before);
        assertThat(receipts(bob)).isEmpty();
    }
}
