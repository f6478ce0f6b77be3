package io.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Meter;
import io.parley.protocol.ClientFrame;
import io.parley.room.Body;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private static final Resource SEND = Objects.requireNonNull(Resource.named("send"));
    private static final Resource EDIT = Objects.requireNonNull(Resource.named("edit"));
    private static final Asker ADA = asker("ada", "a1", "r1");
    private static final Asker BOB = asker("bob", "a1", "r1");

    private final Map<String, Long> counted = new HashMap<>();
    private final Limiter limiter = new Limiter(new Meter() {
        @Override
        public void count(String name, long more) {
            counted.merge(name, more, Long::sum);
        }

        @Override
        public void gauge(String name, LongSupplier value) {}
    });

    private long now = 5_000_000_000L;

    private static Asker asker(String user, String address, String room) {
        Map<Scope, String> keys = new EnumMap<>(Scope.class);
        keys.putAll(Map.of(Scope.USER, user, Scope.ADDRESS, address, Scope.ROOM, room));
        return keys::get;
    }

    private void rules(String text) {
        limiter.adopt(Rules.parse(text, Resource::named), now);
    }

    private int allowed(Resource resource, Asker asker, int asked) {
        int allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += limiter.take(resource, asker, now) == null ? 1 : 0;
        }
        return allowed;
    }

    private int allowedIn(Resource resource, Asker asker, int millis) {
        int allowed = 0;
        for (int i = 0; i < millis; i++) {
            allowed += allowed(resource, asker, 10);
            now += TimeUnit.MILLISECONDS.toNanos(1);
        }
        return allowed;
    }

    @Test
    void aRuleSetToAHundredASecondLetsSoManyThroughAndAnotherTakesItsPlace() {
        rules("send/user=1000/s");
        assertThat(allowedIn(SEND, ADA, 3_000)).isBetween(3_999, 4_001);

        rules("send/user=100/s");
        assertThat(allowedIn(SEND, ADA, 3_000)).isBetween(399, 401);

        rules("");
        assertThat(allowed(SEND, ADA, 10_000)).isEqualTo(10_000);
    }

    @Test
    void eachOfThoseBoundHasABucketOfTheirOwn() {
        rules("send/user=1/s burst 3");

        assertThat(allowed(SEND, ADA, 10)).isEqualTo(3);
        assertThat(allowed(SEND, BOB, 10)).isEqualTo(3);
        assertThat(allowed(EDIT, ADA, 10)).isEqualTo(10);
    }

    @Test
    void whoIsNotKnownIsNotBoundByARuleForThoseWhoAre() {
        rules("send/connection=1/s burst 1");

        assertThat(allowed(SEND, ADA, 10)).isEqualTo(10);
    }

    @Test
    void whatIsPartOfAWiderResourceIsBoundByBothRules() {
        rules("writes/user=1/s burst 5, send/user=1/s burst 3");

        assertThat(allowed(SEND, ADA, 10)).isEqualTo(3);
        assertThat(allowed(EDIT, ADA, 10)).isEqualTo(2);
    }

    @Test
    void whatOneRuleRefusesCostsNothingByAnother() {
        rules("send/room=1/s burst 5, send/user=1/s burst 2, send/node=1/s burst 100");

        assertThat(allowed(SEND, ADA, 50)).isEqualTo(2);
        assertThat(allowed(SEND, BOB, 50)).isEqualTo(2);
        assertThat(allowed(SEND, asker("cat", "a2", "r1"), 50)).isEqualTo(1);
    }

    @Test
    void whoWaitsAsLongAsToldGetsThroughByAllRules() {
        rules("send/room=2/s burst 4, send/user=1/s burst 2, send/address=0.3/s burst 3");
        for (int i = 0; i < 200; i++) {
            Limited limited = limiter.take(SEND, ADA, now);
            if (limited != null) {
                assertThat(limiter.waits(SEND, ADA, now)).isEqualTo(limited);
                assertThat(limited.problem().retryAfterMs()).isEqualTo(limited.retryAfterMs());
                now += TimeUnit.MILLISECONDS.toNanos(limited.retryAfterMs());
                assertThat(limiter.take(SEND, ADA, now)).isNull();
            }
            now += 300_000_001;
        }
    }

    @Test
    void aRuleThatStaysGoesOnWithWhatItHasCounted() {
        rules("send/user=1/s burst 3");
        allowed(SEND, ADA, 3);

        rules("history/user=1/s, send/user=1/s burst 3");
        assertThat(allowed(SEND, ADA, 3)).isZero();

        rules("send/user=1/s burst 4");
        assertThat(allowed(SEND, ADA, 9)).isEqualTo(4);
    }

    @Test
    void refusalsAreCountedByWhomTheyBind() {
        rules("send/user=1/s burst 1, edit/node=1/s burst 1");
        allowed(SEND, ADA, 3);
        allowed(EDIT, ADA, 2);

        assertThat(counted).isEqualTo(Map.of("parley_limited_user", 2L, "parley_limited_node", 1L));
    }

    @Test
    void aFrameIsTheResourceOfItsTypeInItsRoom() {
        ClientFrame send = new ClientFrame.Send("1", "r1", "c1", Body.of("hello"), null, null);
        assertThat(Resource.of(send)).isEqualTo(SEND);
        assertThat(Resource.room(send)).isEqualTo("r1");
        ClientFrame poll = new ClientFrame.Extension("1", "poll.open", "{}");
        assertThat(Resource.of(poll)).isEqualTo(Resource.named("x.poll.open"));
        assertThat(Resource.room(poll)).isNull();
        assertThat(Resource.of(new ClientFrame.Ack(null, "r1", 1))).isNull();
    }
}
