package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Needs;
import io.parley.testkit.Rest;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import io.parley.web.Chromium.Screen;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people, two real browsers, the real server, and its death in the middle of what they say. */
@Needs(Tool.CHROMIUM)
class BrowserIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String PASSWORD = "correct horse battery";
    private static final String ROOM = "Sunday walks 散歩";
    /** After a restart both are back within a back-off; each may have to send what it wrote. */
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static final List<String> ADA_SAYS = List.of(
            "Good morning, everybody.",
            "大家早上好！这个周末天气很好，我们去爬山吧。",
            "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
            "e\u0301 is not \u00e9, and both stay as they are");
    private static final List<String> BOB_SAYS = List.of(
            "صباح الخير! هل نلتقي عند المحطة الساعة 8:00؟",
            "日本語も한국어도 👌🏿",
            "שלום hello مرحبا 你好",
            "<b>not bold</b> & \"quoted\"");

    @TempDir
    Path folder;

    private Chromium chromium;
    private ServerProcess server;
    private ChatPage ada;
    private ChatPage bob;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        chromium = Chromium.installed();
        Map<String, String> admin = Map.of("PARLEY_ADMIN", "root.one", "PARLEY_ADMIN_PASSWORD", PASSWORD);
        server = ServerProcess.start(folder.resolve("data"), 0, admin).awaitReady();
        ada = person("ada", Screen.DESKTOP);
        bob = person("bob", Screen.PHONE);
    }

    private ChatPage person(String name, Screen screen) throws IOException {
        Path profile = Files.createDirectory(folder.resolve("profile-" + name));
        return new ChatPage(chromium.open(profile, screen), name, SCREENSHOTS);
    }

    @AfterEach
    void close() {
        if (ada != null) {
            ada.close();
        }
        if (bob != null) {
            bob.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyMessageIsThereOnceAndInOneOrderAfterTheServerDiedInMidSentence() throws Exception {
        ada.register(server.baseUrl(), PASSWORD);
        bob.register(server.baseUrl(), PASSWORD);
        snap("1-registered");
        ada.createPublicRoom(ROOM);
        bob.joinPublicRoom(ROOM);

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < ADA_SAYS.size(); i++) {
            expected.add(saidAndSeen(ada, ADA_SAYS.get(i), bob));
            expected.add(saidAndSeen(bob, BOB_SAYS.get(i), ada));
        }
        assertThat(ada.texts()).as("what was said by turns").containsExactlyElementsOf(expected);
        snap("2-chatted");

        expected.addAll(said(ada, "in full flow 对 ", 25));
        expected.addAll(said(bob, "in full flow نعم ", 15));
        server.kill9();
        ada.awaitOffline();
        bob.awaitOffline();
        expected.addAll(said(ada, "into the silence 🕯️ ", 10));
        expected.addAll(said(bob, "into the silence صمت ", 10));
        assertThat(ada.unconfirmed()).isNotEmpty();
        assertThat(bob.unconfirmed()).isNotEmpty();
        snap("3-server-dead");

        restart();
        ada.awaitExactly(expected, RECOVERY);
        bob.awaitExactly(expected, RECOVERY);
        assertThat(bob.texts()).as("one order for both").isEqualTo(ada.texts());
        snap("4-recovered");
        assertStoredAsShown(ada.room(), ada.texts());

        List<String> before = ada.texts();
        ada.reload();
        ada.scrollToTheBeginning();
        ada.awaitExactly(expected, RECOVERY);
        assertThat(ada.texts()).as("history after a reload").isEqualTo(before);
        snap("5-reloaded");
        saidAndSeen(ada, "and on we go", bob);
    }

    @Test
    void whatWasWrittenWhileTheServerWasDownSurvivesAReloadOfThePage() throws Exception {
        ada.register(server.baseUrl(), PASSWORD);
        bob.register(server.baseUrl(), PASSWORD);
        ada.createPublicRoom(ROOM);
        bob.joinPublicRoom(ROOM);
        server.kill9();
        ada.awaitOffline();
        List<String> written = said(ada, "kept in the outbox 箱 ", 5);
        restart();
        ada.reload();
        bob.awaitExactly(written, RECOVERY);
        ada.awaitExactly(written, RECOVERY);
        assertThat(bob.texts()).as("in the order of writing").isEqualTo(written);
    }

    @Test
    void whoStaysLongerThanATokenLivesIsNotAskedForAPasswordAgain() throws Exception {
        server.close();
        server = ServerProcess.start(folder.resolve("data"), 0, Map.of("PARLEY_ACCESS_TOKEN_TTL", "10s"))
                .awaitReady();
        ada.register(server.baseUrl(), PASSWORD);
        bob.register(server.baseUrl(), PASSWORD);
        ada.createPublicRoom(ROOM);
        bob.joinPublicRoom(ROOM);

        ada.awaitSent("refresh", 2);
        saidAndSeen(ada, "still here", bob);
        ada.reload();
        saidAndSeen(ada, "and after a reload", bob);
        assertThat(ada.isAskedForAPassword()).isFalse();
    }

    @Test
    void whatOthersDoShowsWithoutAReload() throws Exception {
        ada.register(server.baseUrl(), PASSWORD);
        bob.register(server.baseUrl(), PASSWORD);
        ada.writeTo("bob");
        bob.awaitListed("ada", true);
        snap("6-written-to");

        Rest rest = Rest.signIn(server.baseUrl(), "ada");
        JsonObject den = new JsonObject().put("id", "den").put("name", "Den").put("kind", "private");
        rest.call("POST", "rooms", den.put("members", JsonArray.of("bob")));
        bob.awaitListed("Den", true);
        rest.call("DELETE", "rooms/den", new JsonObject());
        bob.awaitListed("Den", false);

        JsonObject news =
                new JsonObject().put("cid", "c").put("body", new JsonObject().put("text", "We move tonight."));
        Rest.signIn(server.baseUrl(), "root.one").call("POST", "announcements", news);
        ada.awaitToast("We move tonight.");
        bob.awaitToast("We move tonight.");
    }

    private static String saidAndSeen(ChatPage speaker, String text, ChatPage listener) {
        speaker.say(text);
        listener.awaitText(text);
        return text;
    }

    private static List<String> said(ChatPage speaker, String text, int times) {
        List<String> texts =
                IntStream.rangeClosed(1, times).mapToObj(n -> text + n).toList();
        texts.forEach(speaker::say);
        return texts;
    }

    private void restart() throws InterruptedException {
        int port = server.port();
        server.close();
        server = ServerProcess.start(folder.resolve("data"), port).awaitReady();
    }

    private void assertStoredAsShown(String room, List<String> shown) throws Exception {
        List<String> stored =
                RestReader.signIn(server.baseUrl(), "bob", PASSWORD).texts(room);
        assertThat(stored).isEqualTo(shown);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(stored.get(i).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(shown.get(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void snap(String step) throws IOException {
        ada.screenshot(step);
        bob.screenshot(step);
    }
}
