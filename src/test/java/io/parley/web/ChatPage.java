package io.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** One person at the chat page, doing what people do there and seeing what they see. */
final class ChatPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TEXT_FRAME = 1;
    private static final String SAID = """
        return [...document.querySelectorAll('.message')]
            .map((message) => message.dataset.state + '|' + message.querySelector('.text').textContent)\
        """;
    /** A driver types no characters beyond the basic plane; the editing command inserts any, as an input method does. */
    private static final String INSERT =
            "arguments[0].focus(); document.execCommand('insertText', false, arguments[1])";

    private final ChromeDriver driver;
    private final String person;
    private final Path screenshots;
    private final List<JsonObject> log = new ArrayList<>();

    ChatPage(ChromeDriver driver, String person, Path screenshots) {
        this.driver = driver;
        this.person = person;
        this.screenshots = screenshots;
    }

    void register(String url, String password) {
        driver.get(url);
        click(".sign-in .quiet");
        element("#username").sendKeys(person);
        element("#password").sendKeys(password);
        click(".sign-in [type=submit]");
        awaitOnline();
    }

    void awaitOnline() {
        awaitPresent(".status[data-state=online]");
    }

    void awaitOffline() {
        awaitPresent(".status[data-state=backoff], .status[data-state=connecting]");
    }

    void createPublicRoom(String name) {
        click("[aria-label='New conversation']");
        click("#tab-1");
        element("#panel-1 [name=name]").sendKeys(name);
        click("#panel-1 [value=public]");
        click("#panel-1 [type=submit]");
        awaitConversation();
    }

    void writeTo(String user) {
        click("[aria-label='New conversation']");
        element("#panel-0 [name=user]").sendKeys(user);
        click("#panel-0 [type=submit]");
        awaitConversation();
    }

    /** In the list of conversations, by what the person calls them. */
    void awaitListed(String title, boolean listed) {
        await("for " + title).atMost(PATIENCE).until(() -> titles().contains(title) == listed);
    }

    private List<?> titles() {
        return (List<?>) driver.executeScript(
                "return [...document.querySelectorAll('.room-name')].map((name) => name.textContent)");
    }

    void awaitToast(String text) {
        await("for " + text).atMost(PATIENCE).until(() -> toasts().contains(text));
    }

    private String toasts() {
        return String.valueOf(driver.executeScript("return document.querySelector('.toasts').textContent"));
    }

    void joinPublicRoom(String name) {
        click("[aria-label='New conversation']");
        click("#tab-2");
        await().atMost(PATIENCE).until(() -> !found(name).isEmpty());
        found(name).getFirst().findElement(By.tagName("button")).click();
        awaitConversation();
    }

    private List<WebElement> found(String name) {
        return driver.findElements(By.cssSelector("#panel-2 li")).stream()
                .filter(row -> row.getText().contains(name))
                .toList();
    }

    private void awaitConversation() {
        awaitPresent(".conversation .composer");
        await().atMost(PATIENCE)
                .until(() -> driver.findElements(By.cssSelector("dialog")).isEmpty());
    }

    /** The frames that its socket has sent so far. */
    List<JsonObject> framesSent() {
        return frames("Network.webSocketFrameSent");
    }

    /** The frames that its socket has received so far. */
    List<JsonObject> framesReceived() {
        return frames("Network.webSocketFrameReceived");
    }

    /** Frames of that type, over all connections of this page. */
    void awaitSent(String type, int times) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(framesSent())
                        .filteredOn(frame -> frame.getString("type").equals(type))
                        .hasSizeGreaterThanOrEqualTo(times));
    }

    boolean isAskedForAPassword() {
        return !driver.findElements(By.cssSelector("[type=password]")).isEmpty();
    }

    /** The driver gives out its log once. */
    private List<JsonObject> frames(String event) {
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            log.add(new JsonObject(entry.getMessage()).getJsonObject("message"));
        }
        return log.stream()
                .filter(happened -> happened.getString("method").equals(event))
                .map(happened -> happened.getJsonObject("params").getJsonObject("response"))
                .filter(frame -> frame.getInteger("opcode") == TEXT_FRAME)
                .map(frame -> new JsonObject(frame.getString("payloadData")))
                .toList();
    }

    /** Does not wait for anything to become of it. */
    void say(String text) {
        WebElement composer = element(".composer textarea");
        driver.executeScript(INSERT, composer, text);
        composer.sendKeys(Keys.ENTER);
    }

    /** The texts on the page from top to bottom, whatever their state. */
    List<String> texts() {
        return said().map(line -> line.substring(line.indexOf('|') + 1)).toList();
    }

    /** The texts that are not known to be stored. */
    List<String> unconfirmed() {
        return said().filter(line -> !line.startsWith("sent|") && !line.startsWith("received|"))
                .map(line -> line.substring(line.indexOf('|') + 1))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Stream<String> said() {
        return ((List<String>) driver.executeScript(SAID)).stream();
    }

    void awaitText(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts()).contains(text));
    }

    /** All of them there and confirmed, and nothing else. */
    void awaitExactly(List<String> expected, Duration patience) {
        await().atMost(patience).untilAsserted(() -> {
            assertThat(texts()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(unconfirmed()).isEmpty();
        });
    }

    void reload() {
        driver.navigate().refresh();
        awaitOnline();
        awaitConversation();
    }

    /** Scrolls up until the page says that it is all. */
    void scrollToTheBeginning() {
        await().atMost(PATIENCE).until(() -> {
            driver.executeScript("document.querySelector('.timeline').scrollTop = 0");
            return !driver.findElements(By.cssSelector(".beginning")).isEmpty();
        });
    }

    /** The id of the room that is open. */
    String room() {
        return element(".conversation").getDomAttribute("data-room");
    }

    void screenshot(String step) throws IOException {
        Files.createDirectories(screenshots);
        Files.write(screenshots.resolve(step + "-" + person + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    private void click(String selector) {
        element(selector).click();
    }

    private WebElement element(String selector) {
        awaitPresent(selector);
        return driver.findElement(By.cssSelector(selector));
    }

    private void awaitPresent(String selector) {
        await("for " + selector)
                .atMost(PATIENCE)
                .until(() -> !driver.findElements(By.cssSelector(selector)).isEmpty());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
