package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.testkit.TestCertificate;
import io.parley.testkit.TestIssuer;
import io.parley.testkit.TestKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key sets that must not be believed or waited for. The old keys stay good. */
class KeySetAttackTest extends IssuerBench {
    private TestKey evil;

    private void assertNotRead(String text) throws Exception {
        assertIs("ada", token("ada", "before " + text.hashCode()));
        one.publish(text);
        assertOldKeysStay();
    }

    private void assertOldKeysStay() throws Exception {
        long failures = failures();
        pass(10);
        assertNobody(evil.token(claims("ada")));
        Awaitility.await().until(() -> failures() == failures + 1);
        assertIs("ada", token("ada", "after " + nanos));
    }

    @BeforeEach
    void makeAnotherKey() throws Exception {
        evil = TestKey.p256("evil");
    }

    /** In a set in which it stands beside a good one. */
    private void assertIgnored(JsonObject jwk, TestKey itsKey) throws Exception {
        TestKey good = TestKey.p256("good " + nanos);
        one.publish(new JsonObject().put("keys", JsonArray.of(jwk, good.jwk())).encode());
        pass(10);
        assertIs("ada", good.token(claims("ada")));
        assertNobody(itsKey.token(claims("ada").put("jti", "its")));
    }

    @Test
    void aWeakOrAbsurdRsaKey() throws Exception {
        TestKey weak = TestKey.rsa("weak", 1_024);
        assertIgnored(weak.jwk(), weak);
        TestKey almost = TestKey.rsa("almost", 2_040);
        assertIgnored(almost.jwk(), almost);
        assertIgnored(weak.jwk().put("n", "_".repeat(40_000)), weak);
        assertIgnored(TestKey.rsa("one", 2_048).jwk().put("e", "AQ"), weak);
    }

    @Test
    void aSecretInTheSet() throws Exception {
        byte[] secret = "a secret of the issuer's".getBytes(StandardCharsets.US_ASCII);
        JsonObject oct = new JsonObject()
                .put("kty", "oct")
                .put("kid", "oct")
                .put("k", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        TestKey good = TestKey.p256("good");
        one.publish(new JsonObject().put("keys", JsonArray.of(oct, good.jwk())).encode());
        pass(10);
        assertIs("ada", good.token(claims("ada")));
        for (String kid : new String[] {"oct", "good"}) {
            String header = new JsonObject().put("alg", "HS256").put("kid", kid).encode();
            assertNobody(Forge.hmac(
                    "HmacSHA256", secret, header, claims("ada").put("jti", kid).encode()));
        }
    }

    @Test
    void aKeyForAnotherUse() throws Exception {
        TestKey other = TestKey.p256("other");
        assertIgnored(other.jwk().put("use", "enc"), other);
        assertIgnored(other.jwk().put("key_ops", JsonArray.of("encrypt")), other);
        assertIgnored(other.jwk().put("alg", "ECDH-ES"), other);
        assertIgnored(other.jwk().put("alg", "ES384"), other);
        assertIgnored(other.jwk().put("kid", ""), other);
    }

    @Test
    void aKeyThatIsMalformed() throws Exception {
        TestKey other = TestKey.p256("other");
        assertIgnored(other.jwk().put("crv", "P-384"), other);
        assertIgnored(other.jwk().put("crv", "secp256k1"), other);
        assertIgnored(other.jwk().put("x", "AQ"), other);
        assertIgnored(other.jwk().put("y", "!"), other);
        assertIgnored(other.jwk().put("kty", "RSA"), other);
        assertIgnored(TestKey.ed25519("other").jwk().put("x", ""), other);
    }

    @Test
    void twoKeysOfOneKid() throws Exception {
        assertNotRead(TestIssuer.set(key1, evil, TestKey.p256("evil")).encode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[1]}",
                "{\"keys\":[{\"kty\":1}]}",
                "<html>Sign in</html>"
            })
    void whatIsNoKeySet(String text) throws Exception {
        assertNotRead(text);
    }

    @Test
    void moreKeysThanAnybodyNeeds() throws Exception {
        JsonArray keys = new JsonArray();
        for (int i = 0; i <= 100; i++) {
            keys.add(evil.jwk().put("kid", "k" + i));
        }
        assertNotRead(new JsonObject().put("keys", keys).encode());
    }

    @Test
    void aHugeSet() throws Exception {
        String set = TestIssuer.set(evil).put("padding", "x".repeat(256 * 1024)).encode();
        assertNotRead(set);
        one.answer(request -> {
            request.response().setChunked(true);
            vertx.setPeriodic(1, timer -> {
                if (request.response().closed()) {
                    vertx.cancelTimer(timer);
                } else {
                    request.response().write(Buffer.buffer(new byte[32 * 1024]));
                }
            });
        });
        assertOldKeysStay();
    }

    @Test
    void aSetThatNeverComesKeepsNobodyWaitingForLong() throws Exception {
        assertIs("ada", token("ada", "1"));
        one.answer(request -> request.response().setChunked(true).write("{\"keys\":["));
        pass(10);

        long from = System.nanoTime();
        assertNobody(evil.token(claims("ada")));
        assertThat(System.nanoTime() - from).isLessThan(4_000_000_000L);
        assertIs("ada", token("ada", "2"));
        Awaitility.await().until(() -> failures() == 1);
        one.publish(evil);
        pass(10);
        assertIs("ada", evil.token(claims("ada").put("jti", "3")));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirect(int status) throws Exception {
        Path file = Files.writeString(
                directory.resolve("keys.json"), TestIssuer.set(evil).encode());
        two.publish(evil);
        assertIs("ada", token("ada", "0"));
        Awaitility.await().until(() -> two.reads() == 1);
        for (String elsewhere : new String[] {file.toUri().toString(), two.url(), "/jwks.json?again"}) {
            one.answer(request -> {
                var unused = request.response()
                        .setStatusCode(status)
                        .putHeader("Location", elsewhere)
                        .end(TestIssuer.set(key1).encode());
            });
            assertOldKeysStay();
        }
        assertThat(two.reads()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 404, 500, 503})
    void anAnswerThatIsNotTheSet(int status) throws Exception {
        assertIs("ada", token("ada", "0"));
        String set = status == 204 ? "" : TestIssuer.set(evil).encode();
        one.answer(request -> {
            var unused = request.response().setStatusCode(status).end(set);
        });
        assertOldKeysStay();
    }

    @Test
    void aServerWhoseCertificateNobodyTrusts() throws Exception {
        TestCertificate certificate = TestCertificate.make(directory);
        Path chain = directory.resolve("chain.pem");
        Path secret = directory.resolve("secret.pem");
        certificate.writeChain(chain);
        certificate.writeKey(secret);
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().setCertPath(chain.toString()).setKeyPath(secret.toString()));
        AtomicInteger reads = new AtomicInteger();
        HttpServer server = await(vertx.createHttpServer(options)
                .requestHandler(request -> {
                    reads.incrementAndGet();
                    var unused = request.response().end(TestIssuer.set(key1).encode());
                })
                .listen(0, "127.0.0.1"));

        String url = "https://127.0.0.1:" + server.actualPort() + "/jwks.json";
        issued = open(new Issuer(one.name(), url, "chat", "sub", "name"));

        assertNobody(token("ada", "1"));
        assertThat(failures()).isEqualTo(1);
        assertThat(reads).hasValue(0);
    }

    @Test
    void aFileThatIsMissingOrBadStopsTheStart() throws Exception {
        Path missing = directory.resolve("missing.json");
        Path bad = Files.writeString(directory.resolve("bad.json"), "{\"keys\":[]}");
        Path huge = Files.writeString(directory.resolve("huge.json"), " ".repeat(256 * 1024 + 1));

        for (Path file : new Path[] {missing, bad, huge}) {
            assertThatThrownBy(() -> open(new Issuer("https://x.example", file.toString(), "chat", "sub", "name")))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageStartingWith("jwt key file " + file + ": ");
        }
    }
}
