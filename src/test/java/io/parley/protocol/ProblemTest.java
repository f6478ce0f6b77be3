package io.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @ParameterizedTest
    @EnumSource
    void whatIsTemporaryAlwaysSaysWhenToTryAgainAndNothingElseDoes(Code code) {
        Problem plain = Problem.of(code, "why");
        Problem told = plain.retryAfter(7).about("room", "cid").at(3);

        assertThat(plain.retryAfterMs() != null).isEqualTo(code.temporary());
        assertThat(told.retryAfterMs()).isEqualTo(code.temporary() ? Long.valueOf(7) : null);
        assertThat(Problem.field(code, "field", "why").retryAfterMs() != null).isEqualTo(code.temporary());
    }
}
