package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final Bench bench = new Bench();

    @Test
    void aSilentPeerIsPingedAndEndedAtTheThirdMiss() {
        Peer peer = bench.reader(false, 0);

        bench.pass(Duration.ofSeconds(26));
        assertThat(peer.wire.pings).isEqualTo(1);
        bench.pass(Duration.ofSeconds(28));
        assertThat(peer.wire.closed).isNull();
        bench.pass(Duration.ofSeconds(3));

        assertThat(peer.wire.pings).isEqualTo(3);
        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNRESPONSIVE);
    }

    @Test
    void eachClassOfClientHasAHeartbeatOfItsOwn() {
        Heartbeat often = Heartbeat.of(Duration.ofSeconds(1), Duration.ofSeconds(3), 3);
        bench.adjust(new Heartbeats(often, Bench.HEARTBEAT));
        Peer app = bench.reader(false, 0);
        Peer browser = bench.connect();
        browser.say(new ClientFrame.Hello(null, "b", null, null, false, true, List.of()));

        bench.pass(Duration.ofSeconds(2));

        assertThat(browser.wire.all(ServerFrame.Welcome.class))
                .extracting(ServerFrame.Welcome::heartbeatMs, ServerFrame.Welcome::timeoutMs)
                .containsExactly(tuple(1_000L, 3_000L));
        assertThat(browser.wire.all(ServerFrame.Ping.class)).hasSize(1);
        bench.pass(Duration.ofSeconds(10));
        assertThat(browser.wire.closed).isEqualTo(CloseReason.UNRESPONSIVE);
        assertThat(app.wire.pings).isZero();
    }

    @Test
    void aHeartbeatThatIsMadeFasterIsFasterForThoseWhoAreThere() {
        Peer peer = bench.reader(false, 0);
        bench.adjust(Heartbeats.same(Heartbeat.of(Duration.ofSeconds(1), Duration.ofSeconds(3), 3)));

        bench.pass(Duration.ofSeconds(12));

        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNRESPONSIVE);
    }

    @Test
    void aHeartbeatThatIsMadeSlowerStaysAsItWasToldToThoseWhoAreThere() {
        Peer before = bench.reader(false, 0);
        bench.adjust(Heartbeats.same(Heartbeat.of(Duration.ofMinutes(5), Duration.ofSeconds(10), 3)));
        Peer after = bench.reader(false, 0);

        bench.pass(Duration.ofSeconds(26));

        assertThat(before.wire.pings).isEqualTo(1);
        assertThat(after.wire.pings).isZero();
    }

    @Test
    void aSlowReaderIsNotDeadAsLongAsItsTcpTakesSomething() {
        Peer peer = bench.reader(false, 0);
        peer.wire.quiet = false;

        bench.pass(Duration.ofMinutes(5));

        assertThat(peer.wire.closed).isNull();
    }
}
