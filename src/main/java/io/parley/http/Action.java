package io.parley.http;

import io.vertx.core.Future;

/** What a route does. Runs on the loop of the connection; its future may complete on any thread. */
@FunctionalInterface
interface Action {
    /** A {@link io.parley.protocol.Failure}, thrown or in the future, is answered as its problem. */
    Future<Answer> answer(Call call);
}
