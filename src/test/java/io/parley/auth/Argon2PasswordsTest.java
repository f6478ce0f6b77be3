package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Argon2PasswordsTest {
    private static final int QUEUED = 3;
    private final Argon2Passwords passwords = new Argon2Passwords(1, QUEUED, Duration.ofSeconds(20));

    @AfterEach
    void close() {
        passwords.close();
    }

    @Test
    void aHashMatchesItsPasswordAndNoOther() throws Exception {
        String hash = await(passwords.hash("correct horse"));

        assertThat(await(passwords.matches(hash, "correct horse"))).isTrue();
        assertThat(await(passwords.matches(hash, "correct hors"))).isFalse();
    }

    @Test
    void hashesAreSaltedAndSayTheirParameters() throws Exception {
        String hash = await(passwords.hash("grüße, 世界"));

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(await(passwords.hash("grüße, 世界"))).isNotEqualTo(hash);
        assertThat(await(passwords.matches(hash, "grüße, 世界"))).isTrue();
    }

    @Test
    void nobodysPasswordMatchesNothing() throws Exception {
        assertThat(await(passwords.matches(null, "correct horse"))).isFalse();
        assertThat(await(passwords.matches(null, ""))).isFalse();
    }

    @Test
    void anUnknownUserCostsTheSameWorkAsAKnownOne() throws Exception {
        String hash = await(passwords.hash("correct horse"));
        for (int warm = 0; warm < 10; warm++) {
            await(passwords.matches(hash, "wrong"));
        }

        long known = fastest(hash);
        long unknown = fastest(null);

        assertThat((double) unknown / known).isBetween(0.5, 2.0);
    }

    private long fastest(@Nullable String hash) throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long from = System.nanoTime();
            await(passwords.matches(hash, "wrong"));
            best = Math.min(best, System.nanoTime() - from);
        }
        return best;
    }

    @Test
    void whatTheQueueDoesNotHoldIsBusyAndTheRestIsAnswered() throws Exception {
        List<Future<String>> asked = new ArrayList<>();
        for (int i = 0; i < QUEUED + 50; i++) {
            asked.add(passwords.hash("correct horse"));
        }

        int answered = 0;
        for (Future<String> future : asked) {
            try {
                await(future);
                answered++;
            } catch (Failure busy) {
                assertThat(busy.problem().code()).isEqualTo(Code.BUSY);
                assertThat(busy.problem().retryAfterMs()).isPositive();
            }
        }
        assertThat(answered).isBetween(QUEUED, QUEUED + 40);
    }

    @Test
    void whatHasWaitedTooLongIsBusyRatherThanChecked() {
        try (Argon2Passwords hasty = new Argon2Passwords(1, QUEUED, Duration.ZERO)) {
            assertThatThrownBy(() -> await(hasty.hash("correct horse")))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            busy -> assertThat(busy.problem().code()).isEqualTo(Code.BUSY));
        }
    }

    @Test
    void afterTheEndEverythingIsBusy() {
        passwords.close();

        assertThatThrownBy(() -> await(passwords.hash("correct horse"))).isInstanceOf(Failure.class);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
