package io.parley.gateway;

import static io.parley.gateway.ClientFrames.close;
import static io.parley.gateway.ClientFrames.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.gateway.RawClient.Frame;
import io.parley.testkit.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void underTlsFramesPassAndTheEndIsOrderly(boolean nativeTransport) throws Exception {
        TestCertificate certificate = install(TestCertificate.make(directory));
        TestGateway.Builder with = new TestGateway.Builder();
        with.tls = directory;
        with.nativeTransport = nativeTransport;
        String large = "x".repeat(60_000);
        try (TestGateway gateway = with.start();
                RawClient client = client(certificate, gateway)) {
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

    @Test
    void aNewCertificateIsShownToNewConnectionsAndTheOldOnesGoOn() throws Exception {
        TestCertificate before = install(TestCertificate.make(directory));
        TestGateway.Builder with = new TestGateway.Builder();
        with.tls = directory;
        with.instances = 2;
        try (TestGateway gateway = with.start();
                RawClient early = client(before, gateway)) {
            early.upgrade();
            Certificate reloading = Objects.requireNonNull(gateway.certificate);
            assertThat(reloading.reload()).isFalse();

            TestCertificate after = install(TestCertificate.make(directory));
            assertThat(reloading.reload()).isTrue();

            await().ignoreExceptions().until(() -> {
                try (RawClient late = client(after, gateway)) {
                    late.upgrade();
                    late.send(text("new"));
                    return late.frame().equals(Frame.text("new"));
                }
            });
            assertThatThrownBy(() -> client(before, gateway)).isInstanceOf(SSLException.class);
            early.send(text("still"));
            assertThat(early.frame()).isEqualTo(Frame.text("still"));
        }
    }

    @Test
    void halfAChangeIsRefusedAndTheOldPairServesOn() throws Exception {
        TestCertificate before = install(TestCertificate.make(directory));
        TestGateway.Builder with = new TestGateway.Builder();
        with.tls = directory;
        try (TestGateway gateway = with.start()) {
            TestCertificate.make(directory).writeChain(directory.resolve("chain.pem"));

            assertThatThrownBy(Objects.requireNonNull(gateway.certificate)::reload)
                    .isInstanceOf(CertificateUnusable.class)
                    .hasMessageContaining("is not the key of the certificate in");

            try (RawClient client = client(before, gateway)) {
                client.upgrade();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void filesOfNoUseAreSaidInOneLine(String chain) throws Exception {
        install(TestCertificate.make(directory));
        Files.writeString(directory.resolve("chain.pem"), chain);
        TestGateway.Builder with = new TestGateway.Builder();
        with.tls = directory;

        assertThatThrownBy(with::start)
                .hasRootCauseInstanceOf(Exception.class)
                .cause()
                .isInstanceOf(CertificateUnusable.class)
                .message()
                .matches(".*chain.pem and .*key.pem are not a certificate and its key in PEM");
    }

    private TestCertificate install(TestCertificate certificate) throws Exception {
        certificate.writeKey(directory.resolve("key.pem"));
        certificate.writeChain(directory.resolve("chain.pem"));
        return certificate;
    }

    private static RawClient client(TestCertificate trusted, TestGateway gateway) throws Exception {
        SSLSocket socket = (SSLSocket) trusted.client().getSocketFactory().createSocket("127.0.0.1", gateway.port());
        try {
            socket.startHandshake();
        } catch (SSLException refused) {
            socket.close();
            throw refused;
        }
        return new RawClient(socket, gateway.port(), 0);
    }
}
