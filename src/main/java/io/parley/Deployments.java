package io.parley;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What lives on a node, each deployed once the one before it is. */
final class Deployments {
    private final Vertx vertx;
    private final List<String> names = new ArrayList<>();
    private Future<?> last = Future.succeededFuture();

    Deployments(Vertx vertx) {
        this.vertx = vertx;
    }

    Deployments then(Class<?> kind, Supplier<Deployable> verticle) {
        return then(kind, 1, verticle);
    }

    Deployments then(Class<?> kind, int instances, Supplier<Deployable> verticle) {
        DeploymentOptions options = new DeploymentOptions().setInstances(instances);
        last = last.compose(before -> vertx.deployVerticle(verticle, options))
                .onSuccess(id -> names.add(kind.getSimpleName() + (instances == 1 ? "" : " x " + instances)));
        return this;
    }

    /** Their names, in order, when all are there. */
    Future<List<String>> done() {
        return last.map(all -> List.copyOf(names));
    }
}
