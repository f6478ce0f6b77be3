package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.RestClient.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountRoutesTest extends RestTest {
    @Test
    void whoRegistersIsShownWithoutThePassword() throws Exception {
        Reply reply = register("carol", "long enough", "Carol C.");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().fieldNames()).containsExactly("id", "displayName", "createdAt");
        assertThat(reply.json().getString("id")).isEqualTo("carol");
        assertThat(reply.json().getString("displayName")).isEqualTo("Carol C.");
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        assertProblem(register("alice", "long enough", null), 409, "taken");
        assertProblem(register("ALICE", "long enough", null), 409, "taken");
        assertProblem(register("ａｌｉｃｅ", "long enough", null), 409, "taken");
    }

    @Test
    void aNameIsFoldedToAUserId() throws Exception {
        assertThat(register("Dörte", "long enough", null).status()).isEqualTo(400);
        assertThat(register("Da.Ve_1-x", "long enough", null).json().getString("id"))
                .isEqualTo("da.ve_1-x");
    }

    @Test
    void aNameThatLooksLikeAnothersOrIsReservedIsRefused() throws Exception {
        for (String name : new String[] {
            "аlice", "al ice", "", ".alice", "@alice", "admin", "All", "system", "ｐarley", "x".repeat(65)
        }) {
            assertBad(register(name, "long enough", null), "username");
        }
    }

    @Test
    void aPasswordIsNeitherShortNorEndless() throws Exception {
        assertBad(register("carol", "1234567", null), "password");
        assertBad(register("carol", "x".repeat(257), null), "password");
        assertThat(register("carol", "x".repeat(256), null).status()).isEqualTo(201);
        assertThat(register("dave", "1234567😀", null).status()).isEqualTo(201);
    }

    @Test
    void aDisplayNameShowsSomethingAndControlsNothing() throws Exception {
        for (String name : new String[] {" ", "a\u0007", "a\nb", "a\u202eb", "x".repeat(65)}) {
            assertBad(register("carol", "long enough", name), "displayName");
        }
        assertThat(register("carol", "long enough", "😀".repeat(64)).status()).isEqualTo(201);
    }

    @Test
    void whereRegistrationIsClosedNobodyRegisters() throws Exception {
        HttpSettings open = HttpSettings.DEFAULT;
        HttpSettings closed = new HttpSettings(false, open.origins(), open.proxies(), open.deadline(), open.rates());
        RestServer other = new RestServer(Files.createDirectory(directory.resolve("closed")), closed);
        try {
            assertProblem(
                    other.client().post(V1 + "/users", "{\"username\":\"carol\",\"password\":\"long enough\"}"),
                    403,
                    "forbidden");
        } finally {
            other.close();
        }
    }

    @Test
    void oneSeesOneselfAndOthers() throws Exception {
        assertThat(alice.get(V1 + "/profile").json().getString("id")).isEqualTo("alice");
        assertThat(alice.get(V1 + "/users/bob").json().getString("displayName")).isEqualTo("bob");
        assertProblem(alice.get(V1 + "/users/nobody"), 404, "not_found");
        assertProblem(alice.get(V1 + "/users/No%20body"), 404, "not_found");
    }

    @Test
    void peopleAreFoundByTheBeginningOfTheirNames() throws Exception {
        register("bobby", "long enough", "Robert");

        assertThat(alice.get(V1 + "/users?query=bob").items())
                .extracting(user -> user.getString("id"))
                .containsExactly("bob", "bobby");
        assertThat(alice.get(V1 + "/users?query=Rob").items()).hasSize(1);
        assertThat(alice.get(V1 + "/users?query=b&limit=1").items()).hasSize(1);
        assertThat(alice.get(V1 + "/users?query=zz").json().encode()).isEqualTo("{\"items\":[],\"next\":null}");
        assertBad(alice.get(V1 + "/users"), "query");
        assertBad(alice.get(V1 + "/users?query=b&limit=51"), "limit");
    }

    private Reply register(String name, String password, @Nullable String display) throws Exception {
        return server.client()
                .post(
                        V1 + "/users",
                        new JsonObject()
                                .put("username", name)
                                .put("password", password)
                                .put("displayName", display)
                                .encode());
    }
}
