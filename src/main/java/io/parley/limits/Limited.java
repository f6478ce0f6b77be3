package io.parley.limits;

import io.parley.protocol.Code;
import io.parley.protocol.Problem;

/**
 * What was asked for came too early; it cost nothing.
 *
 * @param rule the one by which the wait is longest
 * @param retryAfterMs when it will be allowed, if nobody else of those bound takes it away
 */
public record Limited(Rule rule, long retryAfterMs) {
    public Problem problem() {
        return Problem.of(Code.RATE_LIMITED, "more than the rule " + rule.name() + " allows")
                .retryAfter(retryAfterMs);
    }
}
