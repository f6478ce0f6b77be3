package io.parley.http;

import io.parley.port.Scope;
import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/**
 * One route of a version.
 *
 * @param path below the version's prefix, with {@code :names} for its parameters
 * @param open whether it needs no token
 * @param scope what a backend's key must be for; null where backends have no business
 * @param terms what the contract asks of its requests; null for what it has no word of
 */
record Endpoint(
        HttpMethod method,
        String path,
        boolean open,
        @Nullable Scope scope,
        @Nullable Terms terms,
        Action action) {
    static Endpoint get(String path, Action action) {
        return new Endpoint(HttpMethod.GET, path, false, null, null, action);
    }

    static Endpoint post(String path, Action action) {
        return new Endpoint(HttpMethod.POST, path, false, null, null, action);
    }

    static Endpoint put(String path, Action action) {
        return new Endpoint(HttpMethod.PUT, path, false, null, null, action);
    }

    static Endpoint patch(String path, Action action) {
        return new Endpoint(HttpMethod.PATCH, path, false, null, null, action);
    }

    static Endpoint delete(String path, Action action) {
        return new Endpoint(HttpMethod.DELETE, path, false, null, null, action);
    }

    Endpoint withoutToken() {
        return new Endpoint(method, path, true, scope, terms, action);
    }

    /** Also for backends whose key is for this. */
    Endpoint forServices(Scope itsScope) {
        return new Endpoint(method, path, open, itsScope, terms, action);
    }

    Endpoint under(Terms itsTerms) {
        return new Endpoint(method, path, open, scope, itsTerms, action);
    }
}
