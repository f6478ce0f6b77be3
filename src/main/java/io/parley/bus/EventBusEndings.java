package io.parley.bus;

import io.parley.port.Endings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** Ends of sign-ins as messages to every gateway. */
public final class EventBusEndings implements Endings {
    private static final String ADDRESS = "parley.endings";

    private final Vertx vertx;

    public EventBusEndings(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public void tell(Ended ended) {
        vertx.eventBus()
                .publish(ADDRESS, new JsonObject().put("user", ended.user()).put("session", ended.session()));
    }

    @Override
    public void listen(Consumer<Ended> listener) {
        vertx.eventBus()
                .<JsonObject>consumer(
                        ADDRESS,
                        message -> listener.accept(new Ended(
                                message.body().getString("user"), message.body().getString("session"))));
    }
}
