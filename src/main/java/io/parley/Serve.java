package io.parley;

import io.parley.lifecycle.Stop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** A node from the start of the process to its exit, whoever asks for it. */
final class Serve {
    /** What a stop may take beyond the drain: closing what is drained. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LiveConfig live;
    private final Config config;
    private final PrintStream out;
    private final PrintStream err;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Promise<Node> started = Promise.promise();
    private final Future<Exit> ended;

    Serve(LiveConfig live, PrintStream out, PrintStream err) {
        this.live = live;
        this.config = live.now();
        this.out = out;
        this.err = err;
        // In this order: what is to be said is said before anybody hears of the end.
        this.ended = started.future()
                .onSuccess(this::sayReady)
                .onFailure(this::sayWhyNot)
                .compose(Node::ended)
                .map(stop -> stop == Stop.FATAL ? Exit.FAILED : Exit.STOPPED)
                .otherwise(Exit.CANNOT_START);
    }

    /** Blocks until the node has stopped. */
    Exit run() {
        configureLogs();
        StopSources.watch(this::stop);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "parley-stop"));
        Node.start(live).onComplete(started);
        return ended.await();
    }

    private void configureLogs() {
        System.setProperty("parley.log.format", config.get(Settings.LOG_FORMAT));
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
    }

    private void sayReady(Node node) {
        String scheme = config.get(Settings.TLS_CERT).isPresent() ? "https" : "http";
        String line = "Parley is ready: " + scheme + "://" + reachableHost() + ":" + node.port();
        if (config.get(Settings.LOG_FORMAT).equals("json")) {
            LoggerFactory.getLogger(Serve.class).info(line);
        } else {
            out.println(line);
        }
    }

    private void sayWhyNot(Throwable cause) {
        err.println("parley: cannot start: " + StartFailure.line(cause, config));
    }

    private String reachableHost() {
        String host = config.get(Settings.HTTP_HOST);
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("127.0.0.1");
        return everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    }

    /** Any thread, and as often as one likes. */
    private void stop(Stop stop) {
        if (stopping.compareAndSet(false, true)) {
            Thread deadline = new Thread(this::haltWhenLate, "parley-stop-deadline");
            deadline.setDaemon(true);
            deadline.start();
        }
        started.future().onSuccess(node -> node.stop(stop));
    }

    private void stopAndWait() {
        if (!ended.isComplete()) {
            stop(Stop.ASKED);
            ended.await();
        }
    }

    private void haltWhenLate() {
        Duration limit = config.get(Settings.DRAIN).plus(GRACE);
        try {
            ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            err.println("parley: did not stop within " + limit.toSeconds() + " s");
            Runtime.getRuntime().halt(Exit.FAILED.code());
        }
    }
}
