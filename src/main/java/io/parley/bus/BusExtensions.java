package io.parley.bus;

import io.parley.port.Extensions;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extensions by one look-up: a handler in this process, else whoever consumes the bus address {@code parley.x.<name>}.
 * On the bus the message is the frame, a JSON object, with the headers {@code user} and {@code session}; its reply is a
 * JSON object.
 */
public final class BusExtensions implements Extensions {
    private static final Logger LOG = LoggerFactory.getLogger(BusExtensions.class);
    private static final String PREFIX = "parley.x.";
    private static final long RETRY_MS = 1_000;

    private final Vertx vertx;
    private final Duration deadline;
    private final Map<String, Function<Call, Future<JsonObject>>> handlers = new ConcurrentHashMap<>();

    public BusExtensions(Vertx vertx, Duration deadline) {
        this.vertx = vertx;
        this.deadline = deadline;
    }

    /** From now on, {@code handler} answers. It must not block. */
    public void register(String name, Function<Call, Future<JsonObject>> handler) {
        handlers.put(name, handler);
    }

    @Override
    public Future<String> call(Call call) {
        Function<Call, Future<JsonObject>> handler = handlers.get(call.name());
        Future<JsonObject> answer = handler == null
                ? ask(call)
                : Future.succeededFuture(call).compose(handler).timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        return answer.map(JsonObject::encode).recover(cause -> Future.failedFuture(failure(call, cause)));
    }

    private Future<JsonObject> ask(Call call) {
        JsonObject payload;
        try {
            payload = new JsonObject(call.payload());
        } catch (DecodeException tooMuch) {
            // Valid JSON with a number of more digits than the bus's parser reads.
            return Future.failedFuture(Failure.of(Code.BAD_REQUEST, "a number of the frame is too long"));
        }
        DeliveryOptions options = new DeliveryOptions()
                .setSendTimeout(deadline.toMillis())
                .addHeader("user", call.user())
                .addHeader("session", call.session());
        return vertx.eventBus()
                .<JsonObject>request(PREFIX + call.name(), payload, options)
                .map(Message::body);
    }

    private static Failure failure(Call call, Throwable cause) {
        if (cause instanceof Failure expected) {
            return expected;
        }
        if (cause instanceof TimeoutException) {
            return late();
        }
        if (cause instanceof ReplyException reply) {
            switch (reply.failureType()) {
                case NO_HANDLERS -> {
                    return Failure.of(Code.UNKNOWN_TYPE, "nobody answers frames of this type");
                }
                case TIMEOUT -> {
                    return late();
                }
                default -> {}
            }
        }
        LOG.error("the extension {} failed", call.name(), cause);
        return new Failure(Problem.of(Code.UNAVAILABLE, "the extension failed").retryAfter(RETRY_MS));
    }

    private static Failure late() {
        return new Failure(
                Problem.of(Code.TIMEOUT, "the extension did not answer in time").retryAfter(RETRY_MS));
    }
}
