package io.parley.bus;

import io.parley.port.Commit;
import io.parley.port.ContentCodec;
import io.parley.port.Feed;
import io.parley.port.Meter;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Commits as messages to this node's address: one consumer per node, one message per commit. */
public final class EventBusFeed implements Feed {
    /** Commits on their way. Beyond it they are dropped, and the heads beat makes up for them. */
    private static final int MAX_UNDERWAY = 4_096;

    private final EventBus bus;
    private final String address;
    private final DeliveryOptions options = new DeliveryOptions().setCodecName(CommitCodec.NAME);
    private final AtomicInteger underway = new AtomicInteger();
    private final Meter meter;

    /** @param incarnation names this run of the node; never used before */
    public EventBusFeed(Vertx vertx, String incarnation, ContentCodec contents, Meter meter) {
        this.bus = vertx.eventBus();
        this.address = "parley.node." + incarnation;
        this.meter = meter;
        bus.registerCodec(new CommitCodec(contents));
    }

    @Override
    public void publish(Commit commit) {
        if (underway.get() >= MAX_UNDERWAY) {
            meter.count("parley_feed_dropped");
            return;
        }
        underway.incrementAndGet();
        bus.publish(address, commit, options);
    }

    @Override
    public void listen(Consumer<Commit> listener) {
        bus.<Commit>consumer(address, message -> {
            underway.decrementAndGet();
            listener.accept(message.body());
        });
    }
}
