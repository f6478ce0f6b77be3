package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private final Bench bench = new Bench();

    @Test
    void pingsAndFragmentsAreFramesTooAndAFloodOfThemEndsTheConnection() {
        Peer peer = bench.reader(false, 0);

        peer.sayNothing(300);
        assertThat(peer.wire.all(ServerFrame.Refused.class)).isEmpty();
        peer.sayNothing(2_000);

        assertThat(peer.wire.all(ServerFrame.Refused.class))
                .first()
                .extracting(refused -> refused.problem().code())
                .isEqualTo(Code.RATE_LIMITED);
        assertThat(peer.wire.closed).isEqualTo(CloseReason.FLOOD);
    }

    @Test
    void beforeHelloFramesAreCountedAsWell() {
        Peer peer = bench.connect();

        peer.sayNothing(2_000);

        assertThat(peer.wire.closed).isEqualTo(CloseReason.FLOOD);
    }

    @Test
    void editsDeletionsAndReactionsAreAnsweredLikeSends() {
        bench.append(1);
        Peer peer = bench.reader(false, 0);
        peer.say(new ClientFrame.Edit("e", "red", 1, "c1", Body.of("better")));
        peer.say(new ClientFrame.React("r", "red", 1, "c2", "x", true));
        peer.say(new ClientFrame.Delete("d", "red", 1, "c3"));
        peer.say(new ClientFrame.Delete("n", "red", 99, "c4"));

        assertThat(peer.wire.all(ServerFrame.Sent.class))
                .extracting(ServerFrame.Sent::id, ServerFrame.Sent::cid, ServerFrame.Sent::seq)
                .containsExactly(tuple("e", "c1", 2L), tuple("r", "c2", 3L), tuple("d", "c3", 4L));
        assertThat(peer.wire.all(ServerFrame.Refused.class))
                .extracting(ServerFrame.Refused::problem)
                .containsExactly(Problem.field(Code.NOT_FOUND, "seq", "there is no such message")
                        .about("red", "c4"));
    }
}
