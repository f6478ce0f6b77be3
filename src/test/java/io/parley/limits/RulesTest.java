package io.parley.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static Rules parse(String text) {
        return Rules.parse(text, RulesTest::resource);
    }

    private static @Nullable Resource resource(String name) {
        return name.equals("login")
                ? new Resource("login", null, Set.of(Scope.ADDRESS, Scope.NODE))
                : Resource.named(name);
    }

    @Test
    void aRuleSaysWhatOfWhomAndHowOften() {
        assertThat(parse("send/user=100/s, login/address = 20/m burst 40,history/room=0.5/s,x.*/connection=90/h,,")
                        .all())
                .containsExactly(
                        new Rule("send", Scope.USER, new Rate(100, 100)),
                        new Rule("login", Scope.ADDRESS, new Rate(20 / 60.0, 40)),
                        new Rule("history", Scope.ROOM, new Rate(0.5, 1)),
                        new Rule("x.*", Scope.CONNECTION, new Rate(90 / 3_600.0, 90)));
        assertThat(parse("").all()).isEmpty();
        assertThat(parse("x.poll/node=1/s").all()).hasSize(1);
    }

    @Test
    void aChangeTakesTheplaceOfARuleOfItsNameAndOffTakesItAway() {
        Rules changed = Rules.usual(50).with(parse("writes/user=7/s, rest/address=off, send/user=5/s"));

        assertThat(changed.all())
                .contains(
                        new Rule("writes", Scope.USER, new Rate(7, 7)),
                        new Rule("rest", Scope.ADDRESS, null),
                        new Rule("send", Scope.USER, new Rate(5, 5)))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        sned/user=1/s | there is no resource sned to limit
        send/users=1/s | users in send/users=1/s is none of connection, user, address, room and node
        login/user=1/s | login knows of no user, and cannot be limited by it
        send/user=1/s burst | 1/s burst in send/user=1/s burst is no rate, such as 100/s, 10/m burst 20 or off
        send/user=1 | 1 in send/user=1 is no rate, such as 100/s, 10/m burst 20 or off
        send=1/s | send=1/s is no rule, such as send/user=100/s or login/address=20/m burst 40
        send/user=1/s,send/user=2/s | send/user is there twice
        ack/connection=1/s | there is no resource ack to limit
        """)
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(BadRule.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/s", "0.5/h", "1000001/s", "9999999/s", "1/s burst 0", "1/s burst 1000001"})
    void aRateThatCannotBeCountedIsRefused(String rate) {
        assertThatThrownBy(() -> parse("send/user=" + rate))
                .hasMessage("send/user=" + rate + " is not from 1/h to 1000000/s with a burst from 1 to 1000000");
    }

    @Test
    void theLimitsOfRatesCanBeCounted() {
        for (Rate rate : List.of(new Rate(1.0 / 3_600, Rate.MOST), new Rate(Rate.MOST, Rate.MOST), new Rate(1, 1))) {
            Bucket bucket = new Bucket(rate, 0);
            for (int i = 0; i < rate.burst(); i++) {
                bucket.take(0);
            }
            assertThat(bucket.take(0)).isEqualTo(Math.max(1, Math.round(1_000 / rate.perSecond())));
        }
    }
}
