package io.parley.bus;

import io.parley.port.Bells;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.Locale;

/** Bells as local messages: they never leave the node. */
public final class EventBusBells implements Bells {
    private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);

    private final Vertx vertx;

    public EventBusBells(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void ring(Bell bell) {
        vertx.eventBus().publish(address(bell), "", LOCAL);
    }

    @Override
    public void on(Bell bell, Runnable look) {
        vertx.eventBus().localConsumer(address(bell), message -> look.run());
    }

    private static String address(Bell bell) {
        return "parley.bell." + bell.name().toLowerCase(Locale.ROOT);
    }
}
