package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.testkit.Needs;
import io.parley.testkit.ServerProcess;
import io.parley.testkit.Tool;
import io.parley.web.Chromium.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.chrome.ChromeDriver;

/** One person, two tabs of a real browser, and one outbox between them. */
@Needs(Tool.CHROMIUM)
@Execution(ExecutionMode.CONCURRENT)
class TabsIT {
    private static final Duration RECOVERY = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void whatOneTabWroteIsSentOnceAndWhatItLeftBehindIsSentByTheOther() throws Exception {
        ServerProcess server = ServerProcess.start(folder.resolve("data"), 0).awaitReady();
        Path profile = Files.createDirectory(folder.resolve("profile"));
        ChromeDriver driver = Chromium.installed().open(profile, Screen.DESKTOP);
        try (ChatPage page = new ChatPage(driver, "ada", folder)) {
            page.register(server.baseUrl(), "correct horse battery");
            page.createPublicRoom("Attic");
            String room = page.room();
            String first = driver.getWindowHandle();
            String second = opened(driver);

            page.awaitOnline();
            server.kill9();
            page.awaitOffline();
            driver.switchTo().window(first);
            page.awaitOffline();
            List<String> written = new ArrayList<>(said(page, "while both are open ", 3));
            server = restarted(server);
            page.awaitExactly(written, RECOVERY);
            driver.switchTo().window(second);
            page.awaitExactly(written, RECOVERY);

            server.kill9();
            driver.switchTo().window(first);
            page.awaitOffline();
            written.addAll(said(page, "left behind ", 2));
            driver.close();
            driver.switchTo().window(second);
            server = restarted(server);
            page.awaitExactly(written, RECOVERY);
            assertThat(RestReader.signIn(server.baseUrl(), "ada", "correct horse battery")
                            .texts(room))
                    .isEqualTo(written);
        } finally {
            server.close();
        }
    }

    private ServerProcess restarted(ServerProcess server) throws InterruptedException {
        int port = server.port();
        server.close();
        return ServerProcess.start(folder.resolve("data"), port).awaitReady();
    }

    /** A tab that the first one opens has its sign-in, as one that was duplicated; it is the one at hand then. */
    private static String opened(ChromeDriver driver) {
        driver.executeScript("window.open(location.href)");
        String last = List.copyOf(driver.getWindowHandles()).getLast();
        driver.switchTo().window(last);
        return last;
    }

    private static List<String> said(ChatPage page, String text, int times) {
        List<String> texts =
                IntStream.rangeClosed(1, times).mapToObj(n -> text + n).toList();
        texts.forEach(page::say);
        return texts;
    }
}
