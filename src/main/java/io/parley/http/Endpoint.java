package io.parley.http;

import io.vertx.core.http.HttpMethod;

/**
 * One route of a version.
 *
 * @param path below the version's prefix, with {@code :names} for its parameters
 * @param open whether it needs no token
 */
record Endpoint(HttpMethod method, String path, boolean open, Action action) {
    static Endpoint get(String path, Action action) {
        return new Endpoint(HttpMethod.GET, path, false, action);
    }

    static Endpoint post(String path, Action action) {
        return new Endpoint(HttpMethod.POST, path, false, action);
    }

    static Endpoint put(String path, Action action) {
        return new Endpoint(HttpMethod.PUT, path, false, action);
    }

    static Endpoint patch(String path, Action action) {
        return new Endpoint(HttpMethod.PATCH, path, false, action);
    }

    static Endpoint delete(String path, Action action) {
        return new Endpoint(HttpMethod.DELETE, path, false, action);
    }

    Endpoint withoutToken() {
        return new Endpoint(method, path, true, action);
    }
}
