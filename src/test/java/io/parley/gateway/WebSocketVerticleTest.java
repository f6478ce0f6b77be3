package io.parley.gateway;

import static io.parley.gateway.ClientFrames.close;
import static io.parley.gateway.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.gateway.RawClient.Frame;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WebSocketVerticleTest {
    @Test
    void onLinuxTheTransportIsNative() {
        try (TestGateway gateway = new TestGateway.Builder().start()) {
            boolean linux =
                    System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
            assertThat(gateway.vertx.isNativeTransportEnabled()).isEqualTo(linux);
        }
    }

    @Test
    void instancesShareOnePortAndEachHasItsLoop() throws Exception {
        TestGateway.Builder with = new TestGateway.Builder();
        with.instances = 2;
        try (TestGateway gateway = with.start();
                RawClient one = gateway.open();
                RawClient two = gateway.open()) {
            one.send(text("1"));
            two.send(text("2"));

            assertThat(one.frame()).isEqualTo(Frame.text("1"));
            assertThat(two.frame()).isEqualTo(Frame.text("2"));
            assertThat(((Echo.Room) gateway.sessions)
                            .sessions.stream().map(echo -> echo.loop).collect(Collectors.toSet()))
                    .hasSize(2);
        }
    }

    @Test
    void inADrainNobodyNewComesInAndTheOthersGoOn() throws Exception {
        try (TestGateway gateway = new TestGateway.Builder().start();
                RawClient client = gateway.open();
                RawClient keptAlive = gateway.connect()) {
            int port = gateway.port();
            keptAlive.send(RawClient.request());
            assertThat(keptAlive.response().status()).isEqualTo(426);

            gateway.refuse();

            await().untilAsserted(
                            () -> assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class));
            assertThat(keptAlive.ended()).isTrue();
            client.send(text("still"));
            assertThat(client.frame()).isEqualTo(Frame.text("still"));

            // Waits for nobody: whoever is still there has been told.
            TestGateway.get(gateway.undeploy());
            client.send(close(1001, ""));
            assertThat(client.frame().code()).isEqualTo(1001);
        }
    }

    @Test
    void undeployedWithoutADrainItCutsEveryConnection() throws Exception {
        try (TestGateway gateway = new TestGateway.Builder().start();
                RawClient client = gateway.open()) {
            Echo session = gateway.session(0);

            TestGateway.get(gateway.undeploy());

            assertThat(client.ended()).isTrue();
            await().until(() -> session.closed.get() == 1);
        }
    }
}
