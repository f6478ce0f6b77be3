package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Authenticator.Identity;
import io.parley.port.Meter;
import io.parley.testkit.TestIssuer;
import io.parley.testkit.TestKey;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What tests of other issuers share: two of them, each with a key at a port of its own, and a time that stands still. */
abstract class IssuerBench extends TokenBench {
    final AtomicLong nanos = new AtomicLong(7);
    final Map<String, Long> counted = new ConcurrentHashMap<>();

    TestKey key1;
    TestKey key2;
    TestIssuer one;
    TestIssuer two;
    IssuedTokens issued;

    @BeforeEach
    void openIssuers() throws Exception {
        key1 = TestKey.p256("k1");
        key2 = TestKey.p256("k2");
        one = new TestIssuer(vertx, "https://one.example", key1);
        two = new TestIssuer(vertx, "https://two.example", key2);
        issued = open(issuer(one), issuer(two));
    }

    static Issuer issuer(TestIssuer issuer) {
        return new Issuer(issuer.name(), issuer.url(), "chat", "sub", "name");
    }

    IssuedTokens open(Issuer... issuers) throws KeyFileException {
        IssuedTokens.World world =
                new IssuedTokens.World(store.accounts(), store.sessions(), endings, clock, new Counting());
        return IssuedTokens.open(vertx, List.of(issuers), tokens, world, nanos::get);
    }

    private final class Counting implements Meter {
        @Override
        public void count(String name, long more) {
            counted.merge(name, more, Long::sum);
        }

        @Override
        public void gauge(String name, LongSupplier value) {}
    }

    long counted(String name) {
        return counted.getOrDefault(name, 0L);
    }

    /** How often keys could not be read. */
    long failures() {
        return counted("parley_issuer_reads_failed");
    }

    void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    JsonObject claims(String user) {
        return one.claims(user, seconds(), null);
    }

    Identity verify(String token) throws Exception {
        return await(issued.verify(token));
    }

    void assertIs(String user, String token) throws Exception {
        assertThat(verify(token).user()).isEqualTo(user);
    }

    void assertNobody(String token) {
        assertUnauthenticated(() -> verify(token));
    }

    /** Signed by the first issuer's key. */
    String token(JsonObject claims) throws Exception {
        return key1.token(claims);
    }

    String token(String user, @Nullable String jti) throws Exception {
        return token(one.claims(user, seconds(), jti));
    }
}
