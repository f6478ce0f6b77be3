package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final AtomicLong now = new AtomicLong(7_000_000_000L);
    private final Throttle throttle = new Throttle(new HttpSettings.Rates(50, 20, 5, 30), now::get);

    private void pass(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static long assertLimited(ThrowingCallable asked) {
        long[] wait = {0};
        assertThatThrownBy(asked).isInstanceOfSatisfying(Failure.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(Code.RATE_LIMITED);
            wait[0] = Objects.requireNonNull(refused.problem().retryAfterMs());
        });
        assertThat(wait[0]).isPositive();
        return wait[0];
    }

    @Test
    void oneAddressGuessesAtOneAccountAFewTimesAMinute() {
        for (int i = 0; i < 5; i++) {
            throttle.guess("alice", "a");
        }

        long wait = assertLimited(() -> throttle.guess("alice", "a"));
        throttle.guess("alice", "b");
        throttle.guess("bob", "a");
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(wait + 1));
        throttle.guess("alice", "a");
    }

    @Test
    void aRightPasswordForgetsTheWrongOnesBeforeIt() {
        for (int i = 0; i < 50; i++) {
            throttle.guess("alice", "a");
            throttle.right("alice", "a");
        }
    }

    @Test
    void manyAddressesGuessAtOneAccountOnlySoOften() {
        for (int i = 0; i < 30; i++) {
            throttle.guess("alice", "a" + i);
        }

        assertLimited(() -> throttle.guess("alice", "b"));
        throttle.guess("bob", "b");
    }

    @Test
    void strangersLockNobodyOutWhoHasBeenThereBefore() {
        throttle.guess("alice", "home");
        throttle.right("alice", "home");
        for (int i = 0; i < 29; i++) {
            throttle.guess("alice", "a" + i);
        }
        assertLimited(() -> throttle.guess("alice", "b"));

        throttle.guess("alice", "home");
    }

    @Test
    void anAddressSignsInOnlySoOftenWhateverTheAccounts() {
        for (int i = 0; i < 20; i++) {
            throttle.address("a");
        }

        assertLimited(() -> throttle.address("a"));
        throttle.address("b");
        pass(121);
        throttle.address("a");
    }

    @Test
    void allTogetherSignInOnlySoOften() {
        for (int i = 0; i < 100; i++) {
            throttle.address("a" + i);
        }

        assertLimited(() -> throttle.address("b"));
        pass(1);
        throttle.address("b");
    }
}
