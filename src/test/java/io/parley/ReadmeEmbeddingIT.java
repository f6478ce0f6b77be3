package io.parley;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.JsonSocket;
import io.parley.testkit.Needs;
import io.parley.testkit.RunningProcess;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.TestKey;
import io.parley.testkit.Tool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README tells to paste whoever has users and a backend already. */
@Needs(Tool.OPENSSL)
class ReadmeEmbeddingIT {
    @TempDir
    Path folder;

    @Test
    void theExamplesOfEmbeddingGoAsTheyStand() throws Exception {
        List<String> scripts = scripts();
        assertThat(scripts).hasSize(2);
        paste(scripts.getFirst());
        Map<String, String> settings = Map.of(
                "PARLEY_JWT_ISSUERS",
                "shop = " + folder.resolve("id.json") + "; audience=chat",
                "PARLEY_ADMIN",
                "boss",
                "PARLEY_ADMIN_PASSWORD",
                "correct horse battery");
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), 0, settings).awaitReady()) {
            List<String> said = paste(scripts.getLast().replace("localhost:8080", "localhost:" + server.port()));
            assertThat(said.get(said.size() - 2)).startsWith("{\"ticket\":");
            assertThat(said.get(said.size() - 3)).startsWith("{\"id\":\"ida\"");

            JsonSocket ada = JsonSocket.open(
                    HttpClient.newHttpClient(), server.port(), token("ada"), new JsonArray(), frame -> {});
            assertThat(ada.welcome().get(10, TimeUnit.SECONDS).getString("user"))
                    .isEqualTo("ada");
            ada.abort();
        }
    }

    private List<String> paste(String script) throws Exception {
        Path file = Files.writeString(folder.resolve("pasted.sh"), script + "\necho pasted\n");
        try (RunningProcess shell = RunningProcess.start(folder, Map.of(), "bash", "-eu", file.toString())) {
            shell.awaitLine("pasted");
            return List.copyOf(shell.lines());
        }
    }

    private String token(String user) throws Exception {
        String pem = Files.readString(folder.resolve("id.pem")).replaceAll("-----[A-Z ]+-----", "");
        PrivateKey own = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        TestKey key = new TestKey(
                "1", "EdDSA", new KeyPair(TestKey.ed25519("another").pair().getPublic(), own));
        long now = System.currentTimeMillis() / 1_000;
        return key.token(new JsonObject()
                .put("iss", "shop")
                .put("aud", "chat")
                .put("sub", user)
                .put("iat", now)
                .put("exp", now + 60));
    }

    /** Each run of indented lines of the section. */
    private static List<String> scripts() throws Exception {
        String section = Files.readString(Path.of("README.md"))
                .replaceFirst("(?s).*\n## Embedding\n", "")
                .replaceFirst("(?s)\n## .*", "");
        return Stream.of(section.split("\n\n", -1))
                .filter(paragraph -> paragraph.startsWith("    "))
                .map(paragraph -> paragraph.replaceAll("(?m)^    ", ""))
                .toList();
    }
}
