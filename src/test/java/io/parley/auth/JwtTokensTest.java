package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Session;
import io.parley.port.Authenticator.Identity;
import io.parley.port.MemoryStore;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtTokensTest {
    private final Clock clock = Clock.systemUTC();
    private final MemoryStore store = new MemoryStore(clock, commit -> {});
    private final Vertx vertx = Vertx.vertx();
    private final long inAnHour = clock.millis() / 1_000 * 1_000 + 3_600_000;

    @TempDir
    Path directory;

    private JwtTokens tokens;
    private SigningKey key;

    @BeforeEach
    void open() throws Exception {
        key = SigningKey.in(directory);
        tokens = JwtTokens.open(vertx, directory, store.accounts(), clock);
        await(store.accounts().register(new Account("alice", "Alice", null, 1)));
        await(store.accounts().begin(new Session("s1", "alice", null, clock.millis(), clock.millis() + 7_200_000)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void aTokenTellsWhoBearsIt() throws Exception {
        Identity alice = new Identity("alice", "s1", inAnHour);

        assertThat(await(tokens.verify(tokens.issue(alice)))).isEqualTo(alice);
    }

    @Test
    void aTokenNamesItsKeyAndSaysWhoMadeItForWhom() {
        String[] parts = tokens.issue(new Identity("alice", "s1", inAnHour)).split("\\.", -1);

        assertThat(json(parts[0]).getMap()).containsEntry("alg", "ES256").containsEntry("kid", key.kid());
        assertThat(json(parts[1]).fieldNames()).containsExactlyInAnyOrder("sub", "sid", "iat", "exp", "iss", "aud");
        assertThat(json(parts[1]).getString("iss")).isEqualTo("parley");
    }

    @Test
    void theNextStartKnowsTheTokensOfThisOne() throws Exception {
        String token = tokens.issue(new Identity("alice", "s1", inAnHour));
        JwtTokens next = JwtTokens.open(vertx, directory, store.accounts(), clock);

        assertThat(await(next.verify(token)).user()).isEqualTo("alice");
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        JwtTokens other = JwtTokens.open(vertx, elsewhere, store.accounts(), clock);

        assertRefused(other.issue(new Identity("alice", "s1", inAnHour)));
    }

    @Test
    void aTokenThatIsNotSignedIsRefused() {
        for (String none : new String[] {"none", "None", "NONE", "nOnE"}) {
            String header = base64("{\"typ\":\"JWT\",\"alg\":\"" + none + "\"}");
            assertRefused(header + "." + base64(claims().encode()) + ".");
            assertRefused(header + "." + base64(claims().encode()));
        }
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() {
        for (String secret : new String[] {key.publicPem(), key.publicPem().strip()}) {
            JWTAuth confused = JWTAuth.create(
                    vertx,
                    new JWTAuthOptions()
                            .addPubSecKey(new PubSecKeyOptions()
                                    .setAlgorithm("HS256")
                                    .setId(key.kid())
                                    .setBuffer(secret)));
            assertRefused(confused.generateToken(claims(), new JWTOptions().setAlgorithm("HS256")));
        }
    }

    @Test
    void aTokenThatNamesAnotherKeyIsRefused() {
        assertRefused(forge(key, "another", claims()));
    }

    @Test
    void aTokenThatHasExpiredIsRefused() {
        assertRefused(forge(key, key.kid(), claims().put("exp", clock.millis() / 1_000 - 1)));
    }

    @Test
    void aTokenWithoutAClaimOrWithAWrongOneIsRefused() throws Exception {
        assertThat(await(tokens.verify(forge(key, key.kid(), claims()))).user()).isEqualTo("alice");

        for (String claim : new String[] {"exp", "iss", "aud", "sub", "sid"}) {
            JsonObject without = claims();
            without.remove(claim);
            assertRefused(forge(key, key.kid(), without));
            assertRefused(forge(key, key.kid(), claims().put(claim, "someone-else")));
            assertRefused(forge(key, key.kid(), claims().put(claim, new JsonObject())));
        }
    }

    @Test
    void aTokenThatWasTamperedWithIsRefused() {
        String[] parts = tokens.issue(new Identity("alice", "s1", inAnHour)).split("\\.", -1);
        String admin = base64(json(parts[1]).put("sub", "bob").encode());

        assertRefused(parts[0] + "." + admin + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2].substring(1));
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2] + "x");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String nonsense : new String[] {"", ".", "..", "a.b.c", "\u0000", "x".repeat(100_000)}) {
            assertRefused(nonsense);
        }
    }

    @Test
    void aTokenCountsNoLongerThanItsSession() throws Exception {
        String token = tokens.issue(new Identity("alice", "s1", inAnHour));
        await(tokens.verify(token));

        await(store.accounts().end("s1"));

        Awaitility.await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> assertRefused(token));
    }

    @Test
    void aTokenOfAnothersSessionIsRefused() {
        assertRefused(tokens.issue(new Identity("bob", "s1", inAnHour)));
        assertRefused(tokens.issue(new Identity("alice", "s2", inAnHour)));
    }

    private JsonObject claims() {
        return new JsonObject()
                .put("sub", "alice")
                .put("sid", "s1")
                .put("exp", inAnHour / 1_000)
                .put("iss", "parley")
                .put("aud", "parley");
    }

    private String forge(SigningKey with, String kid, JsonObject claims) {
        return JWTAuth.create(
                        vertx,
                        new JWTAuthOptions()
                                .addPubSecKey(new PubSecKeyOptions()
                                        .setAlgorithm("ES256")
                                        .setId(kid)
                                        .setBuffer(with.privatePem())))
                .generateToken(claims, new JWTOptions().setAlgorithm("ES256"));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> await(tokens.verify(token)))
                .isInstanceOfSatisfying(
                        Failure.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(Code.UNAUTHENTICATED));
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(10, TimeUnit.SECONDS);
    }
}
