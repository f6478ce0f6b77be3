package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Accounts.Origin;
import io.parley.port.Accounts.Profile;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Scope;
import io.parley.port.Sessions.Session;
import io.parley.testkit.TestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes by tokens of other issuers, as whom, and for how long. */
class IssuedTokensTest extends IssuerBench {
    private Account account(String user) throws Exception {
        return await(store.accounts().account(user));
    }

    private List<Session> sessions(String user) throws Exception {
        return await(store.sessions().of(user));
    }

    @Test
    void whoComesForTheFirstTimeIsMadeAUserWithoutAPassword() throws Exception {
        Identity ada = verify(token(claims("ada").put("name", "Ada L.")));

        assertThat(ada.user()).isEqualTo("ada");
        assertThat(ada.expiresAt()).isEqualTo((seconds() + 300) * 1_000);
        assertThat(account("ada"))
                .isEqualTo(new Account("ada", "Ada L.", clock.millis(), new Origin.Issued(one.name(), "ada")));
    }

    @Test
    void whoComesAgainIsTheSameUserAndKeepsWhatTheyChanged() throws Exception {
        assertIs("ada", token(claims("ada").put("name", "Ada L.")));
        await(store.accounts().change("ada", new Profile("Countess", null, null)));

        assertIs("ada", token(claims("ada").put("name", "Ada L.").put("jti", "2")));
        assertThat(account("ada").displayName()).isEqualTo("Countess");
    }

    @Test
    void everyKindOfKeyIsTaken() throws Exception {
        for (TestKey key : List.of(TestKey.rsa("r", 2_048), TestKey.p256("p"), TestKey.ed25519("e"))) {
            one.publish(key);
            pass(10);
            assertIs("ada", key.token(claims("ada")));
        }
    }

    @Test
    void whatIssuersWriteBesideIsLeftAlone() throws Exception {
        JsonObject header = key1.header().put("x5t", "abc").put("typ", "at+jwt");
        JsonObject roles = new JsonObject().put("chat", new JsonObject().put("roles", JsonArray.of("admin")));
        JsonObject claims = claims("ada").put("resource_access", roles).put("padding", "x".repeat(4_000));

        assertThat(verify(key1.token(header, claims.put("admin", true))).admin())
                .isFalse();
        header.remove("typ");
        assertIs("ada", key1.token(header, claims));
    }

    @Test
    void ourOwnTokensAreOurs() throws Exception {
        assertIs("alice", forge(claims()));
    }

    @Test
    void anIdIsFoldedAndThenTheOnesWhoCameFirst() throws Exception {
        assertIs("ada", token(claims("Ada")));

        assertThat(account("ada").origin()).isEqualTo(new Origin.Issued(one.name(), "Ada"));
        assertNobody(token(claims("ada")));
        assertNobody(token(claims("ADA")));
        assertIs("ada", token(claims("Ada").put("jti", "2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada@x.org",
                "auth0|ada",
                "",
                "-ada",
                "ada lovelace",
                "\u0430da",
                "admin",
                "ROOT",
                "ada\u0000",
                "@all",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void whatIsNoUserIdIsNobodyAndIsNotMadeOne(String subject) throws Exception {
        assertNobody(token(claims(subject)));
    }

    @Test
    void anotherClaimMayBeTheIdAndTheName() throws Exception {
        issued = open(new Issuer(one.name(), one.url(), "chat", "preferred_username", "given_name"));

        assertIs("ada", token(claims("auth0|1").put("preferred_username", "ada").put("given_name", "Ada")));
        assertThat(account("ada").displayName()).isEqualTo("Ada");
        assertNobody(token(claims("eva")));
    }

    @Test
    void aNameThatCannotBeShownGivesWayToTheId() throws Exception {
        verify(token(claims("ada").put("name", "\u202eadA")));
        verify(token(claims("eva").put("name", "x".repeat(65))));
        verify(token(claims("ida").put("name", JsonArray.of("Ida"))));

        for (String user : List.of("ada", "eva", "ida")) {
            assertThat(account(user).displayName()).isEqualTo(user);
        }
    }

    @Test
    void nobodyWhoIsThereAlreadyIsTakenOver() throws Exception {
        await(store.accounts().register(new Account("bot", "Made by a backend", null, 1)));
        await(new StoredServices(store.serviceKeys(), issued, clock, nanos::get).make("billing", Set.of(Scope.USERS)));
        assertIs("ada", token(claims("ada")));

        assertNobody(token(claims("alice")));
        assertNobody(token(claims("bot")));
        assertNobody(token(claims("billing")));
        assertNobody(key2.token(two.claims("ada", seconds(), null)));
        assertThat(account("alice").origin()).isNull();
    }

    @Test
    void aDeletedUserStaysDeleted() throws Exception {
        String token = token(claims("ada"));
        assertIs("ada", token);
        await(signIns.delete("ada"));

        assertNobody(token);
        assertNobody(token(claims("ada").put("jti", "2")));
        assertThat(account("ada")).isNull();
    }

    @Test
    void aTokenThatHasBeenSignedOutIsNoMoreAndAnotherIs() throws Exception {
        String token = token("ada", "1");
        String session = verify(token).session();

        assertThat(await(signIns.end("ada", session))).isTrue();
        assertNobody(token);
        assertThat(endings.told).extracting(ended -> ended.session()).containsExactly(session);
        assertIs("ada", token("ada", "2"));
        assertNobody(token);
    }

    @Test
    void eachTokenIsASessionThatIsShownUntilItExpires() throws Exception {
        String session = verify(token("ada", "1")).session();
        verify(token("ada", "2"));
        verify(token(one.claims("ada", seconds(), "1").put("nonce", "written anew")));

        assertThat(sessions("ada")).hasSize(2).anySatisfy(shown -> {
            assertThat(shown.id()).isEqualTo(session).matches("[\\w-]{43}");
            assertThat(shown.device()).isEqualTo("https://one.example");
            assertThat(shown.expiresAt()).isEqualTo(clock.millis() + 300_000);
        });
        clock.advance(Duration.ofMinutes(5));
        assertThat(sessions("ada")).isEmpty();
    }

    @Test
    void whoSignedOutHereAndNotThereComesAgainByANewToken() throws Exception {
        String before = token(one.claims("ada", seconds(), "1").put("sid", "s"));
        await(signIns.end("ada", verify(before).session()));

        assertIs("ada", token(one.claims("ada", seconds(), "2").put("sid", "s")));
        assertNobody(before);
    }

    @Test
    void theSameNumberOfAnotherUserOrIssuerIsAnotherSession() throws Exception {
        assertThat(Set.of(
                        verify(token("ada", "1")).session(),
                        verify(token("eva", "1")).session(),
                        verify(key2.token(two.claims("ida", seconds(), "1"))).session(),
                        verify(token("ada", null)).session()))
                .hasSize(4);
    }

    @Test
    void aTokenCountsUntilItExpiresAndNoLongerThanADay() throws Exception {
        String token = token(claims("ada"));
        assertIs("ada", token);
        clock.advance(Duration.ofMillis(299_999));
        assertIs("ada", token);
        clock.advance(Duration.ofMillis(1));
        assertNobody(token);

        Identity long1 = verify(token(claims("ada").put("exp", seconds() + 1_000_000)));
        assertThat(long1.expiresAt()).isEqualTo((seconds() + 86_400) * 1_000);
    }

    @Test
    void aTicketOfSuchATokenLetsASocketIn() throws Exception {
        Identity ada = verify(token(claims("ada")));

        assertThat(await(signIns.spend(await(signIns.ticket(ada)).secret()))).isEqualTo(ada);
    }
}
