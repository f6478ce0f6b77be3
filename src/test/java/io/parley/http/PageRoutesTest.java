package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.http.PageRoutes.Asset;
import io.parley.http.RestClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageRoutesTest {
    private final Vertx vertx = Vertx.vertx();
    private RestClient browser;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        Asset page = new Asset(Buffer.buffer("<p>hello"), "text/html; charset=utf-8", "\"v1\"");
        new PageRoutes(Map.of("/", page, "/js/app.js", page)).mount(router);
        HttpServer server =
                RestServer.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        browser = new RestClient(server.actualPort(), null);
    }

    @AfterEach
    void stop() throws Exception {
        RestServer.await(vertx.close());
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws Exception {
        Reply page = browser.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).isEqualTo("<p>hello");
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                        + "connect-src 'self' ws: wss:; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                        + "frame-ancestors 'none'");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() throws Exception {
        Reply again = browser.get("/js/app.js", "If-None-Match", "\"v1\"");

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(browser.get("/js/app.js", "If-None-Match", "\"v0\"").status())
                .isEqualTo(200);
        assertThat(browser.get("/").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(browser.get("/").header("ETag")).isEqualTo("\"v1\"");
    }

    @Test
    void aHeadTellsTheLengthAlone() throws Exception {
        Reply head = browser.send("HEAD", "/", null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("8");
        assertThat(head.text()).isEmpty();
    }

    @Test
    void theJarsDocumentsAreThere() throws Exception {
        Map<String, Asset> assets = Assets.load();

        assertThat(assets.get("/openapi.yaml"))
                .isNotNull()
                .extracting(Asset::kind)
                .isEqualTo("application/yaml");
        assertThat(assets).containsKeys("/", "/asyncapi.yaml");
    }

    @Test
    void theContractIsShownFromTheJarAlone() throws Exception {
        Map<String, Asset> assets = Assets.load();
        String page = Objects.requireNonNull(assets.get("/docs")).bytes().toString();

        List<String> loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(loaded).contains("/docs/swagger-ui-bundle.js", "/openapi.yaml");
        assertThat(assets.keySet()).containsAll(loaded);
        assertThat(page).doesNotContain("style=", "<style", "://").doesNotContainPattern("<script(?! src=)");
    }
}
