package io.parley.auth;

import io.parley.port.Authenticator.Identity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims that must not be believed, although the key is right: what a bug elsewhere, or a stolen token, would bring. */
class ClaimAttackTest extends TokenBench {
    private void assertClaimRefused(String name, Object value) throws Exception {
        assertAlice(forge(claims()));
        assertRefused(forge(claims().put(name, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "iss", "aud", "sub", "sid"})
    void aClaimThatIsMissingNullOrOfAnotherType(String name) throws Exception {
        JsonObject without = claims();
        without.remove(name);
        assertRefused(forge(without));
        assertRefused(forge(claims().putNull(name)));
        assertClaimRefused(name, new JsonObject());
        assertClaimRefused(name, true);
        assertClaimRefused(name, new JsonArray());
        assertClaimRefused(name, "");
    }

    @Test
    void aTokenThatHasExpired() throws Exception {
        assertClaimRefused("exp", seconds());
        assertClaimRefused("exp", seconds() - 1);
        assertClaimRefused("exp", 0);
        assertClaimRefused("exp", -1);
    }

    @Test
    void aTokenThatExpiresWhileItIsKnown() throws Exception {
        String token = forge(claims());
        assertAlice(token);
        clock.advance(Duration.ofMillis(3_599_999));
        assertAlice(token);
        clock.advance(Duration.ofMillis(1));
        assertRefused(token);
    }

    @Test
    void anExpiryAsAStringAFractionOrHuge() throws Exception {
        assertClaimRefused("exp", Long.toString(seconds() + 60));
        assertClaimRefused("exp", seconds() + 60.5);
        assertClaimRefused("exp", 1e30);
        assertClaimRefused("exp", Long.MAX_VALUE);
        assertClaimRefused("exp", Long.MAX_VALUE / 1_000);
        assertClaimRefused("exp", BigInteger.TWO.pow(64).add(BigInteger.valueOf(seconds() + 60)));
    }

    @Test
    void anExpiryBeyondWhatIsEverGiven() throws Exception {
        assertClaimRefused("exp", seconds() + 86_401);
    }

    @Test
    void aTokenFromTheFuture() throws Exception {
        assertClaimRefused("nbf", seconds() + 6);
        assertClaimRefused("iat", seconds() + 6);
        assertClaimRefused("iat", seconds() + 1_000_000_000);
        assertClaimRefused("nbf", Long.toString(seconds()));
        assertAlice(forge(claims().put("nbf", seconds() + 5).put("iat", seconds() + 5)));
    }

    @Test
    void aTokenIssuedBeforeTimeBeganOrAfterItsEnd() throws Exception {
        assertClaimRefused("iat", -1);
        assertClaimRefused("iat", Long.MIN_VALUE);
        assertRefused(forge(claims().put("iat", seconds() + 4).put("exp", seconds() + 4)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil", "Parley", "parley ", "https://parley"})
    void anotherIssuer(String issuer) throws Exception {
        assertClaimRefused("iss", issuer);
        assertClaimRefused("iss", new JsonArray().add("parley"));
    }

    @Test
    void anotherAudience() throws Exception {
        assertClaimRefused("aud", "other");
        assertClaimRefused("aud", new JsonArray().add("other"));
        assertClaimRefused("aud", new JsonArray().add(new JsonArray().add("parley")));
        assertClaimRefused("aud", new JsonArray().add("parley").add(1));
        assertClaimRefused("aud", new JsonObject().put("parley", true));
        assertAlice(forge(claims().put("aud", new JsonArray().add("other").add("parley"))));
    }

    @Test
    void anothersNameOnOnesOwnSession() throws Exception {
        assertClaimRefused("sub", "bob");
        assertClaimRefused("sub", "Alice");
        assertClaimRefused("sub", "alice\u0000");
        assertRefused(tokens.issue(new Identity("bob", "s1", alice().expiresAt())));
    }

    @Test
    void aSessionThatNeverWas() throws Exception {
        assertClaimRefused("sid", "s2");
        assertClaimRefused("sid", "' OR 1=1 --");
    }

    @Test
    void aSessionThatHasEnded() throws Exception {
        String token = forge(claims());
        assertAlice(token);
        await(signIns.end("alice", "s1"));
        assertRefused(token);
    }

    @Test
    void aSessionWhoseTimeHasCome() throws Exception {
        clock.advance(Duration.ofHours(2));
        assertRefused(forge(claims()));
    }

    @Test
    void aUserWhoHasBeenDeleted() throws Exception {
        String token = forge(claims());
        assertAlice(token);
        await(signIns.delete("alice"));
        assertRefused(token);
    }

    @Test
    void aTokenThatSaysOfItselfThatItsBearerIsAnAdmin() throws Exception {
        Identity claimed = await(tokens.verify(forge(claims().put("admin", true).put("role", "admin"))));
        org.assertj.core.api.Assertions.assertThat(claimed.admin()).isFalse();
    }
}
