package io.parley.web;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The browser and driver that are installed here; nothing is ever downloaded. */
record Chromium(Path browser, Path driver) {
    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** It warns that it has no typed commands for so new a browser; we use none. */
    private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    static {
        DEVTOOLS.setLevel(Level.SEVERE);
    }

    /** How a person looks at the page. */
    enum Screen {
        DESKTOP(1280, 820, "light"),
        PHONE(390, 844, "dark");

        private final int width;
        private final int height;
        private final String scheme;

        Screen(int width, int height, String scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    static Chromium installed() {
        return new Chromium(executable("chromium"), executable("chromedriver"));
    }

    private static Path executable(String name) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + name + " on the PATH"));
    }

    /** @param profile an empty folder: a person of one's own, with own storage */
    ChromeDriver open(Path profile, Screen screen) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(QUIET);
        options.addArguments("--user-data-dir=" + profile);
        // What goes over the page's sockets, among others.
        options.setCapability("goog:loggingPrefs", Map.of(LogType.PERFORMANCE, "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver opened = new ChromeDriver(service, options);
        opened.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", screen.width, "height", screen.height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", screen.scheme);
        opened.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        return opened;
    }
}
