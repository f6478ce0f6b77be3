package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Sessions.Family;
import io.parley.port.Sessions.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTokensTest extends TokenBench {
    @Test
    void aTokenTellsWhoBearsIt() throws Exception {
        assertThat(await(tokens.verify(tokens.issue(alice())))).isEqualTo(alice());
    }

    @Test
    void aTokenThatIsKnownTellsTheSame() throws Exception {
        String token = tokens.issue(alice());
        await(tokens.verify(token));

        assertThat(await(tokens.verify(token))).isEqualTo(alice());
        assertThat(tokens.ring().keys().size()).isEqualTo(1);
    }

    @Test
    void aTokenNamesItsKeyAndSaysWhoMadeItForWhom() {
        String[] parts = tokens.issue(alice()).split("\\.", -1);

        assertThat(Forge.json(parts[0]).getMap()).containsEntry("alg", "ES256").containsEntry("kid", key.kid());
        assertThat(Forge.json(parts[1]).fieldNames())
                .containsExactlyInAnyOrder("sub", "sid", "iat", "exp", "iss", "aud");
        assertThat(Forge.json(parts[1]).getString("iss")).isEqualTo("parley");
    }

    @Test
    void anAdminIsOneAsLongAsTheStoreSaysSo() throws Exception {
        await(store.accounts().register(new Account("root", "Root", null, 1, true, null, null, null)));
        await(store.sessions()
                .begin(
                        new Session("s2", "root", null, clock.millis(), clock.millis() + 7_200_000),
                        new Family("key", "current"),
                        null));

        String token = tokens.issue(new Identity("root", "s2", alice().expiresAt()));
        assertThat(await(tokens.verify(token)).admin()).isTrue();
        assertThat(await(tokens.verify(tokens.issue(alice()))).admin()).isFalse();
    }

    @Test
    void theNextStartKnowsTheTokensOfThisOne() throws Exception {
        String token = tokens.issue(alice());

        assertThat(await(open(KeyFiles.in(directory)).verify(token)).user()).isEqualTo("alice");
    }

    @Test
    void aTokenOfAnotherServerIsRefused() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));

        assertRefused(open(KeyFiles.in(elsewhere)).issue(alice()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "EdDSA"})
    void keysOfEitherKindSignAndVerify(String algorithm) throws Exception {
        SigningKey own = Forge.key(algorithm);
        Path file = Files.writeString(directory.resolve("own.pem"), own.privatePem() + own.publicPem());
        JwtTokens theirs = open(new KeyFiles(List.of(file)));

        String token = theirs.issue(alice());
        assertThat(Forge.json(token.split("\\.", -1)[0]).getMap())
                .containsEntry("alg", algorithm)
                .containsEntry("kid", own.kid());
        assertThat(await(theirs.verify(token)).user()).isEqualTo("alice");
        assertThat(await(theirs.verify(Forge.token(own, Forge.header(own), claims())))
                        .user())
                .isEqualTo("alice");
        assertRefused(token);
    }

    @Test
    void anEndCountsAtOnceAlsoForATokenThatIsKnown() throws Exception {
        String token = tokens.issue(alice());
        await(tokens.verify(token));

        assertThat(await(signIns.end("alice", "s1"))).isTrue();

        assertRefused(token);
        assertRefused(tokens.issue(alice()));
    }
}
