package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.delivery.Bench.Peer;
import io.parley.limits.Resource;
import io.parley.limits.Rules;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Bench bench = new Bench();
    private int made;

    private void rules(String text) {
        bench.limiter.adopt(Rules.parse(text, Resource::named), bench.time.now());
    }

    private ClientFrame.Send send() {
        made++;
        return new ClientFrame.Send("i" + made, "red", "c" + made, Body.of("x"), null, null);
    }

    private static List<Problem> refusals(Peer peer) {
        return peer.wire.all(ServerFrame.Refused.class).stream()
                .map(ServerFrame.Refused::problem)
                .toList();
    }

    private static int sent(Peer peer) {
        return peer.wire.all(ServerFrame.Sent.class).size();
    }

    @Test
    void allConnectionsOfAUserShareWhatTheUserMay() {
        rules("send/user=1/h burst 4");
        Peer one = bench.user("ann", "red");
        Peer other = bench.user("ann");
        Peer another = bench.user("bob");
        for (int i = 0; i < 3; i++) {
            one.say(send());
            other.say(send());
            another.say(send());
        }

        assertThat(sent(one) + sent(other)).isEqualTo(4);
        assertThat(sent(another)).isEqualTo(3);
        assertThat(refusals(other)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Code.RATE_LIMITED);
            assertThat(problem.room()).isEqualTo("red");
            assertThat(problem.cid()).isNotNull();
            assertThat(problem.message()).contains("send/user");
        });
    }

    @Test
    void eachConnectionHasItsOwnShareOfARuleForConnections() {
        rules("subscribe/connection=1/h burst 2");
        Peer one = bench.user("ann");
        Peer other = bench.user("ann");
        for (int i = 0; i < 3; i++) {
            one.say(new ClientFrame.Subscribe("s", "red", null, null));
        }
        other.say(new ClientFrame.Subscribe("s", "red", null, null));

        assertThat(refusals(one)).hasSize(1);
        assertThat(refusals(other)).isEmpty();
    }

    @Test
    void whoeverComesFromOneAddressSharesARuleForAddresses() {
        rules("ping/address=1/h burst 1");
        Peer one = bench.user("ann");
        Peer other = bench.user("bob");
        ClientFrame ask = new ClientFrame.Ping("p");
        one.say(ask);
        other.say(ask);

        assertThat(refusals(one)).isEmpty();
        assertThat(refusals(other)).hasSize(1);
    }

    @Test
    void whatWasSaidBeforeTheWelcomeCountsToo() {
        rules("send/user=1/h burst 2");
        Peer peer = bench.connect();
        peer.sayAtOnce(
                new ClientFrame.Hello("h", "ann", null, null, false, false, List.of()), send(), send(), send(), send());
        bench.pass(Duration.ofSeconds(1));

        assertThat(sent(peer)).isEqualTo(2);
        assertThat(refusals(peer)).hasSize(2);
    }

    @Test
    void whoWaitsAsLongAsToldGetsThroughWhicheverLimitItWas() {
        rules("send/user=3/s burst 25, writes/room=2/s burst 30");
        Peer peer = bench.user("ann", "red");
        for (int round = 0; round < 50; round++) {
            int before = refusals(peer).size();
            bench.burst(peer, send(), 1);
            if (refusals(peer).size() > before) {
                long wait = Objects.requireNonNull(refusals(peer).getLast().retryAfterMs());
                bench.pass(Duration.ofMillis(wait));
                bench.burst(peer, send(), 1);
                assertThat(refusals(peer)).hasSize(before + 1);
            }
        }
        assertThat(refusals(peer)).hasSizeGreaterThan(10);
    }

    @Test
    void whoIsTurnedAwayIsToldWhenToComeAgain() {
        Peer flooding = bench.user("ann");
        bench.burst(flooding, new ClientFrame.Ping("p"), 2_000);
        for (int i = 0; i < 99; i++) {
            bench.connect();
        }
        Peer oneTooMany = bench.connect();

        assertThat(flooding.wire.closed).isEqualTo(CloseReason.FLOOD);
        assertThat(oneTooMany.wire.closed).isEqualTo(CloseReason.OVERLOADED);
        for (Peer peer : List.of(flooding, oneTooMany)) {
            assertThat(peer.wire.all(ServerFrame.Goodbye.class)).singleElement().satisfies(goodbye -> {
                assertThat(goodbye.retryAfterMs()).isPositive();
                assertThat(goodbye.reconnect()).isEqualTo(CloseReason.Reconnect.LATER);
            });
        }
    }

    @Test
    void acksAreNeverLimited() {
        rules("x.*/node=1/h, ping/node=1/h burst 1");
        Peer peer = bench.reader(true, 0);
        bench.append(5);
        for (int i = 0; i < 5; i++) {
            peer.ack(i);
        }
        peer.say(new ClientFrame.Ping("p1"));
        peer.say(new ClientFrame.Ping("p2"));

        assertThat(refusals(peer)).hasSize(1);
    }
}
