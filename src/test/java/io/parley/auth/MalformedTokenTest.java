package io.parley.auth;

import static io.parley.auth.Forge.base64;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not written as our tokens are: refused before anything of it is believed. */
class MalformedTokenTest extends TokenBench {
    private String[] good() throws Exception {
        String good = forge(claims());
        assertAlice(good);
        return good.split("\\.", -1);
    }

    @Test
    void namesTwiceInTheHeader() throws Exception {
        String header = Forge.header(key).encode();
        assertRefused(Forge.token(key, header.replace("{", "{\"alg\":\"none\","), claims().encode()));
        assertRefused(Forge.token(key, header.replace("}", ",\"kid\":\"" + key.kid() + "\"}"), claims().encode()));
    }

    @Test
    void namesTwiceInThePayload() throws Exception {
        String twice = claims().encode().replace("{", "{\"sub\":\"root\",");
        assertRefused(Forge.token(key, Forge.header(key).encode(), twice));
    }

    @Test
    void textThatIsNotStrictJson() throws Exception {
        String claims = claims().encode();
        for (String bad : new String[] {
            claims + "{}",
            claims + " x",
            claims.replace("}", ",}"),
            "[" + claims + "]",
            "\"alice\"",
            "null",
            "",
            claims + "\u0000"
        }) {
            assertRefused(Forge.token(key, Forge.header(key).encode(), bad));
        }
    }

    @Test
    void base64ThatIsNotTheOneWritingOfItsBytes() throws Exception {
        String[] parts = good();
        String token = String.join(".", parts);
        assertRefused(token + "=");
        assertRefused(token + "\n");
        assertRefused(" " + token);
        assertRefused(parts[0] + "=." + parts[1] + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + "\n." + parts[2]);
        assertRefused(parts[0] + "." + parts[1].substring(0, 4) + " " + parts[1].substring(4) + "." + parts[2]);
        char last = parts[2].charAt(85);
        assertRefused(token.substring(0, token.length() - 1) + (char) (last + 1));
        Map.of('-', '+', '_', '/').forEach((url, plain) -> {
            if (token.indexOf(url) >= 0) {
                assertRefused(token.replace(url, plain));
            }
        });
    }

    @Test
    void moreOrFewerThanThreeParts() throws Exception {
        String[] parts = good();
        String token = String.join(".", parts);
        for (String other : new String[] {
            "",
            ".",
            "..",
            "...",
            "a.b.c",
            "\u0000",
            token + ".",
            "." + token,
            token + "." + parts[2],
            parts[0] + "." + parts[1]
        }) {
            assertRefused(other);
        }
    }

    @Test
    void anEncryptedTokenOfFiveParts() throws Exception {
        String header = base64("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"kid\":\"" + key.kid() + "\"}");
        assertRefused(header + ".." + base64(new byte[12]) + "." + base64(new byte[40]) + "." + base64(new byte[16]));
    }

    @Test
    void aTokenInTheGeneralJsonForm() throws Exception {
        String[] parts = good();
        assertRefused(new JsonObject()
                .put("payload", parts[1])
                .put(
                        "signatures",
                        new JsonArray()
                                .add(new JsonObject().put("protected", parts[0]).put("signature", parts[2])))
                .encode());
    }

    @Test
    void aTokenWithoutEnd() throws Exception {
        assertRefused(forge(claims().put("padding", "x".repeat(8_000))));
        assertRefused("x".repeat(1_000_000));
        assertRefused(".".repeat(1_000_000));
    }

    @Test
    void aPayloadNestedWithoutEnd() throws Exception {
        String deep = claims().encode().replace("}", ",\"x\":" + "[".repeat(500) + "]".repeat(500) + "}");
        assertRefused(Forge.token(key, Forge.header(key).encode(), deep));
    }
}
