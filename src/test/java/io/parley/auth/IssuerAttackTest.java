package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.TestKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried against tokens of other issuers, each by its name. The claims are ada's own and good. */
class IssuerAttackTest extends IssuerBench {
    private JsonObject ada() throws Exception {
        assertIs("ada", token(claims("ada")));
        return claims("ada").put("jti", "another");
    }

    private void assertClaimRefused(String name, Object value) throws Exception {
        assertNobody(token(ada().put(name, value)));
    }

    private void assertHeaderRefused(String name, Object value) throws Exception {
        assertNobody(key1.token(key1.header().put(name, value), ada()));
    }

    @Test
    void oneIssuersKeyUnderAnothersName() throws Exception {
        assertNobody(key2.token(ada()));
        assertNobody(key1.token(two.claims("ida", seconds(), null)));
        assertNobody(key2.token(key1.header(), ada()));
        assertNobody(key1.token(key2.header(), two.claims("ida", seconds(), null)));
    }

    @Test
    void theOtherIssuersKidWithOnesOwnKey() throws Exception {
        assertNobody(key1.token(key2.header(), ada()));
        assertNobody(key2.token(key2.header(), ada()));
    }

    @Test
    void anIssuerWhoSignsInOurName() throws Exception {
        JsonObject ours = claims().put("jti", "x");
        assertNobody(key1.token(ours));
        assertNobody(key1.token(ours.put("iss", one.name())));
    }

    @Test
    void weInTheNameOfAnIssuer() throws Exception {
        assertNobody(Forge.token(key, Forge.header(key), ada()));
        assertNobody(Forge.token(key, Forge.header(key).put("kid", "k1"), ada()));
    }

    @Test
    void anIssuerNobodyNamed() throws Exception {
        for (Object name : new Object[] {
            "https://one.example/", "HTTPS://ONE.EXAMPLE", "https://three.example", "", JsonArray.of(one.name()), 1
        }) {
            assertClaimRefused("iss", name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", ""})
    void theAlgorithmNone(String none) throws Exception {
        String[] parts = token(ada()).split("\\.", -1);
        String header = Forge.base64(key1.header().put("alg", none).encode());
        for (String signature : new String[] {"", parts[2]}) {
            assertNobody(header + "." + parts[1] + "." + signature);
        }
        assertNobody(header + "." + parts[1]);
    }

    @Test
    void thePublicKeyAsASecret() throws Exception {
        TestKey rsa = TestKey.rsa("r", 2_048);
        one.publish(rsa);
        pass(10);
        assertIs("ada", rsa.token(claims("ada")));
        byte[] der = rsa.pair().getPublic().getEncoded();
        String pem = Pem.block("PUBLIC KEY", der);
        JsonObject claims = claims("ada").put("jti", "another");
        for (byte[] secret : new byte[][] {
            der, pem.getBytes(StandardCharsets.US_ASCII), pem.strip().getBytes(StandardCharsets.US_ASCII)
        }) {
            for (String alg : new String[] {"HS256", "RS256"}) {
                String header = rsa.header().put("alg", alg).encode();
                assertNobody(Forge.hmac("HmacSHA256", secret, header, claims.encode()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "EdDSA", "HS256", "ES384", "PS256", "es256"})
    void anotherAlgorithmThanTheKeys(String algorithm) throws Exception {
        assertHeaderRefused("alg", algorithm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c", "crit", "zip", "cty", "b64"})
    void aHeaderThatBringsAKeyOrChangesTheRules(String name) throws Exception {
        TestKey own = TestKey.p256("k1");
        assertNobody(own.token(own.header().put(name, own.jwk()), ada()));
        assertHeaderRefused(name, "https://evil.example/keys");
        assertHeaderRefused(name, new JsonArray().add("b64"));
    }

    @Test
    void aTokenOfAnotherType() throws Exception {
        for (Object type : new Object[] {"logout+jwt", "dpop+jwt", "JWE", 1}) {
            assertHeaderRefused("typ", type);
        }
    }

    @Test
    void aKidThatIsNoneOrLeadsAstray() throws Exception {
        for (Object kid : new Object[] {"", "../k1", "' OR 1=1 --", "k1\u0000", 1, JsonArray.of("k1")}) {
            assertHeaderRefused("kid", kid);
        }
        JsonObject header = key1.header();
        header.remove("kid");
        assertNobody(key1.token(header, ada()));
    }

    @Test
    void aSignatureOfZerosOrOfAnotherLength() throws Exception {
        String[] parts = token(ada()).split("\\.", -1);
        byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        for (int length : new int[] {0, 1, 32, 63, 65, 128}) {
            assertNobody(parts[0] + "." + parts[1] + "." + Forge.base64(Arrays.copyOf(signature, length)));
        }
        assertNobody(parts[0] + "." + parts[1] + "." + Forge.base64(new byte[64]));
        signature[7] ^= 1;
        assertNobody(parts[0] + "." + parts[1] + "." + Forge.base64(signature));
    }

    @Test
    void aPayloadSwappedUnderAnothersSignature() throws Exception {
        String[] parts = token(ada()).split("\\.", -1);
        assertNobody(parts[0] + "." + Forge.base64(claims("eva").encode()) + "." + parts[2]);
    }

    @Test
    void claimsWrittenTwice() throws Exception {
        String twice = ada().encode().replaceFirst("\\{", "{\"sub\":\"eva\",");
        String signed = Forge.base64(key1.header().encode()) + "." + Forge.base64(twice);
        byte[] signature =
                Forge.sign("SHA256withECDSAinP1363Format", key1.pair().getPrivate(), signed);
        assertNobody(signed + "." + Forge.base64(signature));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "aud", "sub"})
    void aClaimThatIsMissingNullOrOfAnotherType(String name) throws Exception {
        JsonObject without = ada();
        without.remove(name);
        assertNobody(token(without));
        for (Object value : new Object[] {new JsonObject(), true, new JsonArray(), "", 1.5}) {
            assertClaimRefused(name, value);
        }
        assertNobody(token(ada().putNull(name)));
    }

    @Test
    void anotherAudience() throws Exception {
        assertClaimRefused("aud", "other");
        assertClaimRefused("aud", "parley");
        assertClaimRefused("aud", JsonArray.of("other"));
        assertClaimRefused("aud", JsonArray.of("chat", 1));
        assertIs("ada", token(ada().put("aud", JsonArray.of("other", "chat"))));
    }

    @Test
    void aTokenThatHasExpiredOrIsFromTheFuture() throws Exception {
        assertClaimRefused("exp", seconds());
        assertClaimRefused("exp", -1);
        assertClaimRefused("exp", Long.MAX_VALUE);
        assertClaimRefused("exp", Long.MAX_VALUE / 1_000);
        assertClaimRefused("exp", BigInteger.TWO.pow(70));
        assertClaimRefused("iat", seconds() + 6);
        assertClaimRefused("iat", -1);
        assertClaimRefused("iat", Long.MIN_VALUE);
        assertClaimRefused("nbf", seconds() + 6);
        assertClaimRefused("nbf", "now");
        assertClaimRefused("iat", seconds() - 86_400);
        assertIs("ada", token(ada().put("nbf", seconds() + 5).put("iat", seconds() + 5)));
    }

    @Test
    void aTokenWithoutEnd() throws Exception {
        assertNobody(token(ada().put("padding", "x".repeat(8_000))));
        assertNobody("x".repeat(1_000_000));
        String deep = "[".repeat(500) + "]".repeat(500);
        assertNobody(token(ada().put("padding", new JsonArray(deep))));
    }

    @Test
    void anotherIssuersTokenAsARefreshTokenOrTicket() throws Exception {
        String token = token(ada());
        assertUnauthenticated(() -> await(signIns.renew(token)));
        assertUnauthenticated(() -> await(signIns.spend(token)));
    }

    @Test
    void aSessionOfOursInAnIssuersToken() throws Exception {
        String session = verify(token(ada().put("sid", "s1").put("jti", "s1").put("sub", "eva")))
                .session();
        assertThat(session).isNotEqualTo("s1");
        assertThat(Objects.requireNonNull(await(store.sessions().session("s1")))
                        .session()
                        .user())
                .isEqualTo("alice");
    }
}
