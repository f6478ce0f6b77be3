package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection and the sign-in that it came by. */
class SignInTest {
    private final Bench bench = new Bench();

    private String token(Duration life) {
        return "ann/s/" + (bench.time.now() + life.toNanos());
    }

    private Peer signedIn(String token) {
        Peer peer = bench.connect();
        peer.say(new ClientFrame.Hello("h", token, null, null, false, false, List.of()));
        return peer;
    }

    @Test
    void aConnectionWhoseTokenEndsIsClosed() {
        Peer peer = signedIn(token(Duration.ofSeconds(10)));
        bench.pass(Duration.ofSeconds(9));
        assertThat(peer.wire.closed).isNull();
        bench.pass(Duration.ofMillis(1_300));

        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNAUTHENTICATED);
    }

    @Test
    void aConnectionThatIsRefreshedInTimeGoesOnUntilTheNewTokenEnds() {
        Peer peer = signedIn(token(Duration.ofSeconds(10)));
        bench.pass(Duration.ofSeconds(9));
        long end = bench.time.now() + Duration.ofSeconds(10).toNanos();
        peer.say(new ClientFrame.Refresh("r", "ann/s/" + end));

        assertThat(peer.wire.all(ServerFrame.class)).last().isEqualTo(new ServerFrame.Ok("r", end));
        bench.pass(Duration.ofSeconds(9));
        assertThat(peer.wire.closed).isNull();
        bench.pass(Duration.ofMillis(1_300));
        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNAUTHENTICATED);
    }

    @Test
    void aRefreshWithAnothersTokenIsRefusedAndTheConnectionStaysAsItWas() {
        Peer peer = signedIn(token(Duration.ofSeconds(10)));
        peer.say(new ClientFrame.Refresh("r1", "bob/s"));
        bench.signOut("ended");
        peer.say(new ClientFrame.Refresh("r2", "ann/ended"));
        peer.say(new ClientFrame.Refresh("r3", "bad"));

        assertThat(peer.wire.all(ServerFrame.Refused.class))
                .extracting(refused -> refused.id() + " " + refused.problem().code())
                .containsExactly("r1 " + Code.FORBIDDEN, "r2 " + Code.UNAUTHENTICATED, "r3 " + Code.UNAUTHENTICATED);
        assertThat(peer.wire.closed).isNull();
        bench.pass(Duration.ofSeconds(11));
        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNAUTHENTICATED);
    }

    @Test
    void aRefreshMayMoveTheConnectionToAnotherSignInOfTheUserAndItEndsWithThatOne() {
        Peer peer = signedIn("ann/s");
        peer.say(new ClientFrame.Refresh("r", "ann/other"));

        bench.signOut("s");
        assertThat(peer.wire.closed).isNull();
        bench.signOut("other");
        assertThat(peer.wire.closed).isEqualTo(CloseReason.UNAUTHENTICATED);
    }

    @Test
    void aRefreshWithoutAnIdCountsAndIsNotAnswered() {
        Peer peer = signedIn(token(Duration.ofSeconds(10)));
        bench.pass(Duration.ofSeconds(1));
        int said = peer.wire.all(ServerFrame.class).size();
        peer.say(new ClientFrame.Refresh(null, "ann/s"));
        bench.pass(Duration.ofSeconds(20));

        assertThat(peer.wire.all(ServerFrame.class)).hasSize(said);
        assertThat(peer.wire.closed).isNull();
    }

    @Test
    void aSignInThatEndedWhileAConnectionWasOnItsWayLetsNobodyIn() {
        bench.signOut("s");

        assertThat(signedIn("ann/s").wire.closed).isEqualTo(CloseReason.UNAUTHENTICATED);
        assertThat(signedIn("ann/other").wire.closed).isNull();
    }
}
