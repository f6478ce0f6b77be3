package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.parley.http.RestClient.Reply;
import io.parley.limits.Limiter;
import io.parley.port.Authenticator.Identity;
import io.parley.port.MemoryStore;
import io.parley.port.Meter;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a handler's future may become, and what the client is told of it. */
class RepliesTest {
    private final Vertx vertx = Vertx.vertx();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Problems.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Promise<Identity> neverKnown = Promise.promise();
    private RestClient client;

    @BeforeEach
    void start() throws Exception {
        logged.start();
        logger.addAppender(logged);
        Router router = Router.router(vertx);
        Replies replies = new Replies(Duration.ofMillis(100));
        Filters filters = new Filters(
                token -> neverKnown.future(),
                new Backends(new MemoryStore(commit -> {}).accounts()),
                replies,
                HttpSettings.DEFAULT,
                new Limiter(Meter.NONE),
                System::nanoTime);
        filters.before(router);
        new Routes(router, filters, replies).mount(new Version("/api", table(), null));
        filters.after(router);
        HttpServer server =
                RestServer.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        client = new RestClient(server.actualPort(), "a token");
    }

    private static List<Endpoint> table() {
        Action never = call -> Promise.<Answer>promise().future();
        Action elsewhere = call -> Future.fromCompletionStage(
                CompletableFuture.supplyAsync(() -> Answer.ok(json -> json.writeString("done"))));
        return List.of(
                Endpoint.get("/never", never).withoutToken(),
                Endpoint.get("/elsewhere", elsewhere).withoutToken(),
                Endpoint.get("/closed", never),
                Endpoint.get("/bug", call -> {
                            throw new IllegalStateException("a secret");
                        })
                        .withoutToken(),
                Endpoint.get(
                                "/unwritable",
                                call -> Future.succeededFuture(Answer.ok(json -> {
                                    throw new IllegalStateException("a secret");
                                })))
                        .withoutToken(),
                Endpoint.get("/expected", call -> {
                            throw new Failure(Problem.field(Code.TOO_LARGE, "body.text", "too long")
                                    .about("room", "cid"));
                        })
                        .withoutToken());
    }

    @AfterEach
    void stop() throws Exception {
        logger.detachAppender(logged);
        RestServer.await(vertx.close());
    }

    @Test
    void whatTakesTooLongIsUnknown() throws Exception {
        RestTest.assertProblem(client.get("/api/never"), 504, "timeout");
        RestTest.assertProblem(client.get("/api/closed"), 504, "timeout");
    }

    @Test
    void whatCompletesOnAnotherThreadIsAnswered() throws Exception {
        assertThat(client.get("/api/elsewhere").text()).isEqualTo("\"done\"");
    }

    @Test
    void whatNobodyExpectedIsLoggedOnceUnderTheRequestsIdAndNotTold() throws Exception {
        for (String path : new String[] {"/api/bug", "/api/unwritable"}) {
            logged.list.clear();

            Reply reply = client.get(path, "X-Request-Id", "find-me");

            RestTest.assertProblem(reply, 500, "unavailable");
            assertThat(reply.text()).doesNotContain("secret", "Exception");
            assertThat(logged.list).singleElement().satisfies(line -> {
                assertThat(line.getLevel()).isEqualTo(Level.ERROR);
                assertThat(line.getFormattedMessage()).contains("id=find-me");
                assertThat(line.getThrowableProxy()).isNotNull();
            });
        }
    }

    @Test
    void whatIsExpectedIsToldWithWhatItIsAboutAndNotLogged() throws Exception {
        Reply reply = client.get("/api/expected");

        RestTest.assertProblem(reply, 413, "too_large");
        assertThat(reply.json().fieldNames())
                .containsExactly(
                        "type", "title", "status", "code", "detail", "field", "room", "cid", "temporary", "requestId");
        assertThat(logged.list).isEmpty();
    }
}
