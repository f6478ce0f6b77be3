package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.port.Accounts.Account;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Endings;
import io.parley.port.ManualClock;
import io.parley.port.MemoryStore;
import io.parley.port.Meter;
import io.parley.port.Sessions.Family;
import io.parley.port.Sessions.Session;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of tokens share: alice, who is signed in by the session s1 for two hours, and a clock that stands still. */
abstract class TokenBench {
    static final SessionLife LIFE = new SessionLife(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(365));

    final ManualClock clock = new ManualClock();
    final MemoryStore store = new MemoryStore(clock, commit -> {});
    final Vertx vertx = Vertx.vertx();
    final KeptEndings endings = new KeptEndings();

    @TempDir
    Path directory;

    JwtTokens tokens;
    StoredSignIns signIns;
    SigningKey key;

    /** Keeps what it is told. */
    static final class KeptEndings implements Endings {
        final List<Ended> told = new ArrayList<>();

        @Override
        public void tell(Ended ended) {
            told.add(ended);
        }

        @Override
        public void listen(Consumer<Ended> listener) {}
    }

    @BeforeEach
    void open() throws Exception {
        KeyFiles files = KeyFiles.in(directory);
        key = files.read().getFirst();
        tokens = open(files);
        signIns = new StoredSignIns(store.accounts(), store.sessions(), tokens, endings, LIFE, clock);
        await(store.accounts().register(new Account("alice", "Alice", "hash", 1)));
        await(store.sessions()
                .begin(
                        new Session("s1", "alice", null, clock.millis(), clock.millis() + 7_200_000),
                        new Family("key", "current"),
                        "hash"));
    }

    JwtTokens open(KeyFiles files) throws KeyFileException {
        return JwtTokens.open(vertx, files, store.sessions(), clock, Meter.NONE);
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    long seconds() {
        return clock.millis() / 1_000;
    }

    JsonObject claims() {
        return new JsonObject()
                .put("sub", "alice")
                .put("sid", "s1")
                .put("iat", seconds())
                .put("exp", seconds() + 3_600)
                .put("iss", "parley")
                .put("aud", "parley");
    }

    String forge(JsonObject claims) throws Exception {
        return Forge.token(key, Forge.header(key), claims);
    }

    void assertAlice(String token) throws Exception {
        assertThat(await(tokens.verify(token)).user()).isEqualTo("alice");
    }

    void assertRefused(String token) {
        assertUnauthenticated(() -> await(tokens.verify(token)));
    }

    static void assertUnauthenticated(org.assertj.core.api.ThrowableAssert.ThrowingCallable asked) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        Failure.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(Code.UNAUTHENTICATED));
    }

    Identity alice() {
        return new Identity("alice", "s1", (seconds() + 3_600) * 1_000);
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }
}
