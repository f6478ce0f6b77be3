package io.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.Config.Given;
import io.parley.auth.Issuer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerNotationTest {
    @Test
    void theExampleIsOne() {
        assertThat(IssuerNotation.read(IssuerNotation.EXAMPLE))
                .containsExactly(
                        new Issuer("https://id.example", "https://id.example/jwks.json", "chat", "sub", "name"));
    }

    @Test
    void severalStandSeparatedByCommasEachWithWhatDiffersFromTheUsual() {
        assertThat(IssuerNotation.read(
                        "a=keys/a.json;audience=chat , b = http://b.example/k?x=1;user=nick; audience=c;name=n;,"))
                .containsExactly(
                        new Issuer("a", "keys/a.json", "chat", "sub", "name"),
                        new Issuer("b", "http://b.example/k?x=1", "c", "nick", "n"));
        assertThat(IssuerNotation.read(" ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://id.example | an issuer must be followed by = and where its keys are: https://id.example",
                "a= ; audience=c | an issuer must be followed by = and where its keys are: a=",
                "a=k | issuer a: audience is missing",
                "a=k; audience= | issuer a: a part must be one of audience=, user= and name=, and is not: audience=",
                "a=k; audience=c; claim=x | issuer a: there is no part claim",
                "a=k; audience=c; audience=d | issuer a: audience is there twice",
                "a=ftp://x/k; audience=c | issuer a: its keys must be in a file, or at a URL of https or http:"
                        + " ftp://x/k",
                "a=https://u:p@x/k; audience=c | issuer a: its keys must be in a file, or at a URL of https or http,"
                        + " without a password",
                "a=https://x y; audience=c | issuer a: where its keys are is no URL: https://x y",
                "a=k; audience=c, a=l; audience=c | the issuer a is there twice",
                "parley=k; audience=c | parley is this server's own name, and no other issuer's",
            })
    void whatIsWrongIsSaidInOneLineThatNamesThePart(String text, String why) {
        Map<String, Given> given = Map.of("jwt.issuers", new Given(text, "PARLEY_JWT_ISSUERS"));

        assertThatThrownBy(() -> Config.of(List.of(Settings.JWT_ISSUERS), given))
                .isInstanceOf(BadSetting.class)
                .hasMessage("PARLEY_JWT_ISSUERS: " + why);
    }
}
