package io.parley.limits;

import org.jspecify.annotations.Nullable;

/**
 * How often a resource may be had by each of those whom the rule binds.
 *
 * @param rate null: as often as anybody likes
 */
public record Rule(String resource, Scope scope, @Nullable Rate rate) {
    /** As an operator calls it. */
    public String name() {
        return resource + "/" + scope.word();
    }
}
