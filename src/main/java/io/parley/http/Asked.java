package io.parley.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * What a request asks for, as far as the contract could judge it.
 *
 * @param query by parameter a Long where the contract asks for a whole number, else a String; with the contract's defaults
 * @param body without fields where there is none
 */
record Asked(Map<String, Object> query, RequestBody body) {
    private static final String KEY = "parley.asked";
    private static final Asked NOTHING = new Asked(Map.of(), RequestBody.EMPTY);

    void keep(RoutingContext context) {
        context.put(KEY, this);
    }

    static Asked of(RoutingContext context) {
        Asked kept = context.get(KEY);
        return kept == null ? NOTHING : kept;
    }
}
