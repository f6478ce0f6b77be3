package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.room.Change;
import io.parley.room.Content;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TypingTest {
    private final Bench bench = new Bench();

    TypingTest() {
        bench.store.members.put("red", List.of("ann", "bob"));
    }

    private static void type(Peer peer, boolean on) {
        peer.say(new ClientFrame.Typing(null, "red", on));
    }

    private static List<Boolean> seen(Peer peer) {
        return peer.wire.all(ServerFrame.Typing.class).stream()
                .map(ServerFrame.Typing::on)
                .toList();
    }

    @Test
    void theOthersOfASmallRoomSeeWhoTypesAndTheTypistDoesNot() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        type(ann, true);

        assertThat(bob.wire.all(ServerFrame.Typing.class)).containsExactly(new ServerFrame.Typing("red", "ann", true));
        assertThat(seen(ann)).isEmpty();
    }

    @Test
    void typingEndsByItselfAfterSixSeconds() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        type(ann, true);
        bench.pass(Duration.ofMillis(5_800));
        assertThat(seen(bob)).containsExactly(true);

        bench.pass(Duration.ofMillis(600));

        assertThat(seen(bob)).containsExactly(true, false);
    }

    @Test
    void aTypistIsToldOfOnceASecondAtMostAndTheLastStateIsTold() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        for (int i = 0; i < 10; i++) {
            type(ann, i % 2 == 0);
        }
        assertThat(seen(bob)).containsExactly(true);

        bench.pass(Duration.ofSeconds(2));

        assertThat(seen(bob)).containsExactly(true, false);
    }

    @Test
    void whoIsNotSubscribedIsNotToldAndNeitherIsAStranger() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob");
        Peer stranger = bench.user("stranger", "red");
        type(ann, true);
        type(stranger, true);

        assertThat(seen(bob)).isEmpty();
        assertThat(seen(stranger)).isEmpty();
        assertThat(seen(ann)).isEmpty();
    }

    @Test
    void inARoomOfMoreThanSixtyFourNobodyIsTold() {
        List<String> crowd = IntStream.range(0, 65).mapToObj(i -> "u" + i).toList();
        bench.store.members.put("red", crowd);
        Peer first = bench.user("u0", "red");
        Peer second = bench.user("u1", "red");
        type(first, true);
        assertThat(seen(second)).isEmpty();

        bench.store.members.put("red", crowd.subList(0, 64));
        bench.pass(Duration.ofSeconds(31));
        type(first, true);

        assertThat(seen(second)).containsExactly(true);
    }

    @Test
    void aFullWireIsNotToldAndNothingIsKeptForIt() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        bob.wire.room = 0;
        type(ann, true);
        bob.becomeWritable(10);

        assertThat(seen(bob)).isEmpty();
    }

    @Test
    void whoIsRemovedIsNotToldAnyMore() {
        Peer ann = bench.user("ann", "red");
        Peer bob = bench.user("bob", "red");
        type(ann, true);
        bench.store.members.put("red", List.of("ann"));
        bench.change("red", new Content.Membership("bob", Change.REMOVED, null, null));
        bench.pass(Duration.ofSeconds(1));
        type(ann, true);

        assertThat(seen(bob)).containsExactly(true);
    }

    @Test
    void aNewMemberIsToldAtOnce() {
        Peer ann = bench.user("ann", "red");
        Peer carl = bench.user("carl", "red");
        type(ann, true);
        bench.store.members.put("red", List.of("ann", "bob", "carl"));
        bench.change("red", new Content.Membership("carl", Change.ADDED, null, null));
        bench.pass(Duration.ofSeconds(1));
        assertThat(seen(carl)).isEmpty();

        type(ann, true);

        assertThat(seen(carl)).containsExactly(true);
    }

    @Test
    void typingIsNeverAnswered() {
        Peer ann = bench.user("ann", "red");
        bench.pass(Duration.ofSeconds(1));
        int before = ann.wire.all(ServerFrame.class).size();
        Stream.of("red", "nowhere").forEach(room -> ann.say(new ClientFrame.Typing("t", room, true)));

        assertThat(ann.wire.all(ServerFrame.class)).hasSize(before);
    }
}
