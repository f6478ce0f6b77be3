package io.parley;

import io.parley.conformance.Conformance;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.PrintStream;

/** The conformance kit, from the start of the process to the signal that ends it. */
final class Rehearsal {
    private final int port;
    private final PrintStream out;
    private final PrintStream err;

    /** @param port 0 for a free one */
    Rehearsal(int port, PrintStream out, PrintStream err) {
        this.port = port;
        this.out = out;
        this.err = err;
    }

    /** Blocks until it is asked to stop. */
    Exit run() {
        Vertx vertx = Vertx.vertx();
        Promise<Void> asked = Promise.promise();
        StopSources.watch(stop -> asked.tryComplete());
        Future<Exit> ended = Conformance.start(vertx, port)
                .onSuccess(kit ->
                        out.println("The conformance kit is ready: http://127.0.0.1:" + kit.port() + "/scenarios"))
                .compose(kit -> asked.future().compose(stop -> kit.close()).map(Exit.STOPPED))
                .otherwise(cause -> {
                    err.println("parley: cannot start: " + cause.getMessage());
                    return Exit.CANNOT_START;
                });
        Exit exit = ended.await();
        // From this thread: a loop that is closed tells nobody of it.
        vertx.close().await();
        return exit;
    }
}
