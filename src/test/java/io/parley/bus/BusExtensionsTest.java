package io.parley.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.port.Extensions.Call;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusExtensionsTest {
    private final Vertx vertx = Vertx.vertx();
    private final BusExtensions extensions = new BusExtensions(vertx, Duration.ofMillis(200));

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aHandlerInThisProcessAnswers() {
        extensions.register("echo", call -> Future.succeededFuture(new JsonObject().put("user", call.user())));

        assertThat(extensions.call(call("echo")).await()).isEqualTo("{\"user\":\"ada\"}");
    }

    @Test
    void whoeverConsumesTheBusAddressAnswers() {
        vertx.eventBus()
                .<JsonObject>consumer(
                        "parley.x.weather",
                        message -> message.reply(new JsonObject()
                                .put("city", message.body().getString("city"))
                                .put("for", message.headers().get("user"))));

        assertThat(extensions.call(call("weather")).await()).isEqualTo("{\"city\":\"Oslo\",\"for\":\"ada\"}");
    }

    @Test
    void aNameThatNobodyRegisteredIsAnUnknownType() {
        assertThatThrownBy(() -> extensions.call(call("nobody")).await()).satisfies(has(Code.UNKNOWN_TYPE));
    }

    @Test
    void whoDoesNotAnswerInTimeIsGivenUpWhicheverWayItIsCalled() {
        extensions.register("slow", call -> Promise.<JsonObject>promise().future());
        vertx.eventBus().consumer("parley.x.lazy", message -> {});

        assertThatThrownBy(() -> extensions.call(call("slow")).await()).satisfies(has(Code.TIMEOUT));
        assertThatThrownBy(() -> extensions.call(call("lazy")).await()).satisfies(has(Code.TIMEOUT));
    }

    @Test
    void anExtensionThatFailsIsUnavailableAndSaysNothingOfWhy() {
        extensions.register("broken", call -> {
            throw new IllegalStateException("a secret");
        });

        assertThatThrownBy(() -> extensions.call(call("broken")).await())
                .satisfies(has(Code.UNAVAILABLE))
                .hasMessageNotContaining("secret");
    }

    @Test
    void aNumberThatTheBusCannotReadIsTheClientsMistake() {
        Call call = new Call("nobody", "ada", "s1", "{\"type\":\"x.nobody\",\"n\":" + "9".repeat(1_001) + "}");

        assertThatThrownBy(() -> extensions.call(call).await()).satisfies(has(Code.BAD_REQUEST));
    }

    private static Call call(String name) {
        return new Call(name, "ada", "s1", "{\"type\":\"x." + name + "\",\"city\":\"Oslo\"}");
    }

    private static java.util.function.Consumer<Throwable> has(Code code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.problem().code()).isEqualTo(code));
    }
}
