package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyRingTest extends TokenBench {
    private SigningKey old;
    private SigningKey next;
    private Path file;
    private JwtTokens theirs;

    @BeforeEach
    void start() throws Exception {
        old = Forge.key("ES256");
        next = Forge.key("EdDSA");
        file = directory.resolve("keys.pem");
        write(old.privatePem() + old.publicPem());
        theirs = open(new KeyFiles(List.of(file)));
    }

    private void write(String text) throws Exception {
        Files.writeString(file, text);
    }

    private void assertGood(String token) throws Exception {
        assertThat(await(theirs.verify(token)).user()).isEqualTo("alice");
    }

    private static String kid(String token) {
        return Forge.json(token.split("\\.", -1)[0]).getString("kid");
    }

    @Test
    void aRotationDropsNobody() throws Exception {
        String before = theirs.issue(alice());
        assertGood(before);

        write(old.privatePem() + old.publicPem() + next.privatePem() + next.publicPem());
        theirs.ring().reload();
        assertThat(kid(theirs.issue(alice()))).isEqualTo(old.kid());
        assertGood(Forge.token(next, Forge.header(next), claims()));
        assertGood(before);

        write(next.privatePem() + next.publicPem() + old.publicPem());
        theirs.ring().reload();
        assertThat(kid(theirs.issue(alice()))).isEqualTo(next.kid());
        assertGood(theirs.issue(alice()));
        assertGood(before);
    }

    @Test
    void aKeyThatIsTakenAwayTakesItsTokensWithItAlsoThoseThatAreKnown() throws Exception {
        String before = theirs.issue(alice());
        assertGood(before);

        write(next.privatePem() + next.publicPem());
        theirs.ring().reload();

        assertUnauthenticated(() -> await(theirs.verify(before)));
        assertGood(theirs.issue(alice()));
    }

    @Test
    void aFileThatCannotBeUsedChangesNothing() throws Exception {
        String before = theirs.issue(alice());
        for (String bad : new String[] {"", "half a ke", next.publicPem(), next.privatePem()}) {
            write(bad);
            theirs.ring().reload();
            assertGood(before);
            assertThat(kid(theirs.issue(alice()))).isEqualTo(old.kid());
        }
        Files.delete(file);
        theirs.ring().reload();
        assertGood(before);
    }

    @Test
    void whatHasNotChangedKeepsTheTokensThatAreKnown() throws Exception {
        assertGood(theirs.issue(alice()));
        Keys keys = theirs.ring().keys();

        theirs.ring().reload();

        assertThat(theirs.ring().keys()).isSameAs(keys);
    }
}
