package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.json.SocketContract;
import io.parley.proto.WireJson;
import io.parley.proto.v1.Wire;
import io.parley.testkit.Needs;
import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import io.parley.web.Chromium.Screen;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JSON client, a Protobuf client and the page talk in one room: none of them is the server's own code. */
@Needs({Tool.CHROMIUM, Tool.NODE})
class ThreeClientsIT {
    private static final String ROOM = "harbour";
    private static final String NAME = "Harbour 港";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final List<String> TEXTS = List.of(
            "plain words",
            "你好，世界。これは日本語、한국어도 있어요",
            "مرحبا بالعالم 123 hello שלום",
            "\u202Eoverridden\u202C \u2067isolated\u2069",
            "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇳🇴",
            "𠜎 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𓀀 \uDBFF\uDFFD",
            "\"double\" 'single' `back` \\ / <b>&amp;</b> \u2028 {\"a\":[1]}",
            "e\u0301 is not \u00e9, nor is \uFB01 fi");

    @TempDir
    Path folder;

    @Test
    void whatEachSaysIsReadBackEqualByAllAndEveryFrameIsOfItsSchema() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(folder.resolve("data"), 0).awaitReady()) {
            String socket = server.baseUrl().replace("http:", "ws:") + "/api/v1/ws";
            Rest ada = furnish(server);
            String bob = Rest.signIn(server.baseUrl(), "bob").token();
            try (NpmClient json = NpmClient.json(socket, ada.token(), ROOM);
                    NpmClient protobuf = NpmClient.protobuf(socket, bob, ROOM);
                    ChatPage page = page(server)) {
                List<String> said = talk(json, protobuf, page);

                assertThat(json.shown()).isEqualTo(said);
                assertThat(protobuf.shown()).isEqualTo(said);
                assertThat(page.texts()).isEqualTo(said);
                assertThat(stored(ada)).isEqualTo(said);
                assertThat(json.told("failed")).isEmpty();
                assertThat(protobuf.told("failed")).isEmpty();
                assertThat(protobuf.told("heard")).allMatch(line -> line.getBoolean("binary"));
                ofTheirSchemas(json, protobuf, page);
            }
        }
    }

    private static Rest furnish(ServerProcess server) throws Exception {
        Rest.register(server.baseUrl(), "ada");
        Rest.register(server.baseUrl(), "bob");
        Rest ada = Rest.signIn(server.baseUrl(), "ada");
        JsonObject room = new JsonObject()
                .put("id", ROOM)
                .put("name", NAME)
                .put("kind", "public")
                .put("members", JsonArray.of("bob"));
        assertThat(ada.call("POST", "rooms", room).statusCode()).isEqualTo(201);
        return ada;
    }

    private ChatPage page(ServerProcess server) throws Exception {
        Path profile = Files.createDirectory(folder.resolve("profile"));
        ChatPage page = new ChatPage(
                Chromium.installed().open(profile, Screen.DESKTOP), "carol", Path.of("target", "screenshots"));
        page.register(server.baseUrl(), "correct horse battery");
        page.joinPublicRoom(NAME);
        return page;
    }

    /** By turns, each when everybody has seen what was said before. */
    private static List<String> talk(NpmClient json, NpmClient protobuf, ChatPage page) {
        List<String> said = new ArrayList<>();
        List<Consumer<String>> speakers = List.of(json::say, protobuf::say, page::say);
        for (String text : TEXTS) {
            for (Consumer<String> speaker : speakers) {
                speaker.accept(text);
                said.add(text);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(List.of(json.shown(), protobuf.shown(), page.texts()))
                                .allSatisfy(shown -> assertThat(shown).hasSize(said.size())));
            }
        }
        await().atMost(PATIENCE).until(() -> page.unconfirmed().isEmpty());
        return said;
    }

    private static List<String> stored(Rest reader) throws Exception {
        return reader.entries(ROOM).stream()
                .filter(entry -> entry.getString("kind").equals("message"))
                .map(entry -> entry.getJsonObject("body").getString("text"))
                .toList();
    }

    private static void ofTheirSchemas(NpmClient json, NpmClient protobuf, ChatPage page) {
        List<JsonObject> heard = Stream.of(
                        json.told("heard").map(line -> line.getJsonObject("heard")),
                        protobuf.told("heard").map(line -> decoded(line.getString("heard"))),
                        page.framesReceived().stream())
                .flatMap(frames -> frames)
                .toList();
        List<JsonObject> said = Stream.concat(
                        json.told("said").map(line -> line.getJsonObject("said")), page.framesSent().stream())
                .toList();

        // Of three readers, each of 24 texts; of two that are heard in JSON, each of 8.
        assertThat(heard).hasSizeGreaterThan(3 * 3 * TEXTS.size());
        assertThat(said).hasSizeGreaterThan(2 * TEXTS.size());
        assertThat(page.framesReceived()).isNotEmpty();
        assertThat(heard)
                .allSatisfy(frame -> assertThat(SocketContract.fault(SocketContract.ofServer(frame), frame))
                        .isEmpty());
        assertThat(said)
                .allSatisfy(frame -> assertThat(SocketContract.fault(SocketContract.ofClient(frame), frame))
                        .isEmpty());
    }

    private static JsonObject decoded(String base64) {
        try {
            return WireJson.serverFrame(
                    Wire.ServerFrame.parseFrom(Base64.getDecoder().decode(base64)));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError("not a ServerFrame", e);
        }
    }
}
