package io.parley.gateway;

import static io.parley.gateway.ClientFrames.close;
import static io.parley.gateway.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.gateway.RawClient.Frame;
import io.vertx.core.Future;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

            Future<?> undeployed = gateway.undeploy();
            assertThat(undeployed.isComplete()).isFalse();
            client.send(close(1001, ""));
            assertThat(client.frame().code()).isEqualTo(1001);
            client.socket.close();
            TestGateway.get(undeployed);
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

    @Test
    void underTlsFramesPassAndTheEndIsOrderly(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("key.p12");
        keytool(store);
        TestGateway.Builder with = new TestGateway.Builder();
        with.tls = new PfxOptions().setPath(store.toString()).setPassword("changeit");
        String large = "x".repeat(60_000);
        try (TestGateway gateway = with.start();
                RawClient client = new RawClient(tls(store, gateway.port()), gateway.port(), 0)) {
            client.upgrade();
            for (int i = 0; i < 20; i++) {
                client.send(text(large + i));
                assertThat(client.frame()).isEqualTo(Frame.text(large + i));
            }

            client.send(close(1000, ""));

            assertThat(client.frame().code()).isEqualTo(1000);
            assertThat(client.ended()).isTrue();
        }
    }

    private static void keytool(Path store) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static SSLSocket tls(Path store, int port) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            trusted.load(in, "changeit".toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("gateway", trusted.getCertificate("mykey"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
    }
}
