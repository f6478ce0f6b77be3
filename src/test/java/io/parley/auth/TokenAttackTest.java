package io.parley.auth;

import static io.parley.auth.Forge.base64;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried against JWT (RFC 8725, OWASP's cheat sheets), each by its name. The claims are alice's own and good. */
class TokenAttackTest extends TokenBench {
    private String[] good() throws Exception {
        String good = forge(claims());
        assertAlice(good);
        return good.split("\\.", -1);
    }

    private void assertHeaderRefused(String name, Object value) throws Exception {
        good();
        assertRefused(Forge.token(key, Forge.header(key).put(name, value), claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", " none"})
    void theAlgorithmNone(String none) throws Exception {
        String[] parts = good();
        String header = base64(Forge.header(key).put("alg", none).encode());
        for (String signature : new String[] {"", parts[2], base64(new byte[64])}) {
            assertRefused(header + "." + parts[1] + "." + signature);
        }
        assertRefused(header + "." + parts[1]);
    }

    @Test
    void noAlgorithmAtAll() throws Exception {
        JsonObject header = Forge.header(key);
        header.remove("alg");
        assertRefused(Forge.token(key, header, claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA256", "HmacSHA384", "HmacSHA512"})
    void thePublicKeyAsASecret(String mac) throws Exception {
        String header =
                Forge.header(key).put("alg", mac.replace("HmacSHA", "HS")).encode();
        for (byte[] secret : new byte[][] {
            key.publicPem().getBytes(StandardCharsets.US_ASCII),
            key.publicPem().strip().getBytes(StandardCharsets.US_ASCII),
            key.publicKey().getEncoded(),
            ((ECPublicKey) key.publicKey()).getW().getAffineX().toByteArray()
        }) {
            assertRefused(Forge.hmac(mac, secret, header, claims().encode()));
        }
    }

    @Test
    void thePublicKeyAsASecretUnderTheNameOfTheRightAlgorithm() throws Exception {
        byte[] secret = key.publicPem().getBytes(StandardCharsets.US_ASCII);
        assertRefused(Forge.hmac("HmacSHA512", secret, Forge.header(key).encode(), claims().encode()));
    }

    @Test
    void anEmptySecret() throws Exception {
        String header = Forge.header(key).put("alg", "HS512").encode();
        assertRefused(Forge.hmac("HmacSHA512", new byte[] {0}, header, claims().encode()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EdDSA", "ES384", "ES512", "ES256K", "RS256", "PS256", "es256"})
    void anotherAlgorithmThanTheKeys(String algorithm) throws Exception {
        assertHeaderRefused("alg", algorithm);
    }

    @Test
    void aPsychicSignatureOfZeros() throws Exception {
        String[] parts = good();
        assertRefused(parts[0] + "." + parts[1] + "." + base64(new byte[64]));
        assertRefused(parts[0] + "." + parts[1] + "." + base64(new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
    }

    @Test
    void aSignatureOfTheCurvesOwnOrder() throws Exception {
        byte[] order = ((ECPublicKey) key.publicKey()).getParams().getOrder().toByteArray();
        byte[] twice = new byte[64];
        System.arraycopy(order, order.length - 32, twice, 0, 32);
        System.arraycopy(order, order.length - 32, twice, 32, 32);
        String[] parts = good();
        assertRefused(parts[0] + "." + parts[1] + "." + base64(twice));
    }

    @Test
    void aSignatureInDer() throws Exception {
        String[] parts = good();
        byte[] der = Forge.sign("SHA256withECDSA", Objects.requireNonNull(key.privateKey()), parts[0] + "." + parts[1]);
        assertRefused(parts[0] + "." + parts[1] + "." + base64(der));
    }

    @Test
    void aSignatureCutShortOrDrawnOut() throws Exception {
        String[] parts = good();
        byte[] signature = Forge.sign(key, parts[0] + "." + parts[1]);
        for (int length : new int[] {0, 1, 32, 63, 65, 128}) {
            assertRefused(parts[0] + "." + parts[1] + "." + base64(Arrays.copyOf(signature, length)));
        }
    }

    @Test
    void anyBitOfTheSignatureFlipped() throws Exception {
        String[] parts = good();
        for (int i = 0; i < 64; i++) {
            byte[] signature = Forge.sign(key, parts[0] + "." + parts[1]);
            signature[i] ^= 1;
            assertRefused(parts[0] + "." + parts[1] + "." + base64(signature));
        }
    }

    @Test
    void aPayloadSwappedUnderAnothersSignature() throws Exception {
        String[] parts = good();
        assertRefused(parts[0] + "." + base64(claims().put("sub", "root").encode()) + "." + parts[2]);
    }

    @Test
    void aHeaderSwappedUnderAnothersSignature() throws Exception {
        String[] parts = good();
        JsonObject header = Forge.header(key);
        header.remove("typ");
        assertRefused(base64(header.encode()) + "." + parts[1] + "." + parts[2]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "/etc/passwd",
                "' OR '1'='1",
                "x' UNION SELECT 'secret'--",
                "|whoami",
                "",
                "\u0000",
                "https://evil.example/key"
            })
    void aKidThatLeadsAstray(String kid) throws Exception {
        assertHeaderRefused("kid", kid);
    }

    @Test
    void aKidThatIsNoStringOrNotThere() throws Exception {
        assertHeaderRefused("kid", 1);
        assertHeaderRefused("kid", new JsonArray().add(key.kid()));
        JsonObject header = Forge.header(key);
        header.remove("kid");
        assertRefused(Forge.token(key, header, claims()));
    }

    @Test
    void anotherServersKeyUnderTheSameKid() throws Exception {
        SigningKey other = Forge.key("ES256");
        assertRefused(Forge.token(other, Forge.header(key), claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u"})
    void aHeaderThatSaysWhereTheKeyIs(String name) throws Exception {
        SigningKey own = Forge.key("ES256");
        JsonObject header = Forge.header(own).put(name, "https://evil.example/keys");
        assertRefused(Forge.token(own, header, claims()));
        assertHeaderRefused(name, "https://evil.example/keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwk", "x5c", "x5t", "x5t#S256"})
    void aHeaderThatBringsItsKey(String name) throws Exception {
        SigningKey own = Forge.key("ES256");
        JsonObject jwk = new JsonObject().put("kty", "EC").put("crv", "P-256").put("kid", own.kid());
        assertRefused(Forge.token(own, Forge.header(own).put(name, jwk), claims()));
        assertHeaderRefused(name, jwk);
    }

    @Test
    void aCriticalExtension() throws Exception {
        assertHeaderRefused("crit", new JsonArray().add("b64"));
        assertRefused(Forge.token(
                key, Forge.header(key).put("crit", new JsonArray().add("b64")).put("b64", false), claims()));
        assertHeaderRefused("crit", new JsonArray());
    }

    @Test
    void aTokenOfAnotherType() throws Exception {
        for (Object type : new Object[] {"at+jwt", "JWE", "logout+jwt", "jwt ", 1}) {
            assertHeaderRefused("typ", type);
        }
    }

    @Test
    void aCompressedPayload() throws Exception {
        assertHeaderRefused("zip", "DEF");
    }

    @Test
    void aNestedToken() throws Exception {
        assertHeaderRefused("cty", "JWT");
    }

    @Test
    void aRefreshTokenInPlaceOfAnAccessToken() throws Exception {
        String refresh = await(signIns.begin(
                        Objects.requireNonNull(await(store.accounts().account("alice"))), null))
                .refreshToken();
        assertRefused(refresh);
        assertRefused(refresh.substring(2));
    }

    @Test
    void aTicketInPlaceOfAnAccessToken() throws Exception {
        String ticket = await(signIns.ticket(alice())).secret();
        assertRefused(ticket);
        assertThat(await(signIns.spend(ticket)).user()).isEqualTo("alice");
    }

    @Test
    void anAccessTokenInPlaceOfARefreshTokenOrATicket() throws Exception {
        String access = String.join(".", good());
        assertUnauthenticated(() -> await(signIns.renew(access)));
        assertUnauthenticated(() -> await(signIns.spend(access)));
    }
}
