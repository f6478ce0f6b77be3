package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.auth.StoredServices;
import io.parley.http.RestClient.Reply;
import io.parley.json.JsonCodec;
import io.parley.limits.Limiter;
import io.parley.port.Authenticator;
import io.parley.port.Codec;
import io.parley.port.MemoryStore;
import io.parley.port.Meter;
import io.parley.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another version beside the first: one changed route, and the first answers as ever. */
class VersionTest {
    private static final Version.Retirement RETIREMENT =
            new Version.Retirement(Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2028-01-01T00:00:00Z"));

    private final Vertx vertx = Vertx.vertx();
    private final MemoryStore store = new MemoryStore(Clock.systemUTC(), commit -> {});
    private Version first;
    private RestClient client;

    @BeforeEach
    void start() throws Exception {
        first = version1(store, alice());
        client = serve(
                new Version(first.prefix(), first.endpoints(), RETIREMENT),
                new Version("/api/v2", changed(first.endpoints()), null));
    }

    private static Authenticator alice() {
        return token -> Future.succeededFuture(new Authenticator.Identity("alice", "s1", Long.MAX_VALUE));
    }

    private RestClient serve(Version... versions) throws Exception {
        Router router = Router.router(vertx);
        Replies replies = new Replies(HttpSettings.DEFAULT.deadline());
        Filters filters = new Filters(
                alice(),
                new Backends(store.accounts()),
                replies,
                HttpSettings.DEFAULT,
                new Limiter(Meter.NONE),
                System::nanoTime);
        Routes routes = new Routes(router, filters, replies);
        filters.before(router);
        for (Version version : versions) {
            routes.mount(version);
        }
        filters.after(router);
        HttpServer server =
                RestServer.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        return new RestClient(server.actualPort(), "alice's");
    }

    @AfterEach
    void stop() throws Exception {
        RestServer.await(vertx.close());
    }

    /** The table of the first version. */
    static Version version1() {
        return version1(new MemoryStore(commit -> {}), token -> Future.failedFuture("nobody"));
    }

    private static Version version1(MemoryStore store, Authenticator authenticator) {
        Codec codec = new JsonCodec(Limits.DEFAULT);
        return Version1.of(
                new HttpVerticle.Identities(
                        store.accounts(),
                        authenticator,
                        new NobodySignsIn(),
                        new RestServer.QuickPasswords(),
                        new StoredServices(store.serviceKeys(), authenticator, Clock.systemUTC(), System::nanoTime)),
                new HttpVerticle.Conversations(
                        store.log(),
                        store.rooms(),
                        store.search(),
                        RestServer.engine(store, codec, new Limiter(Meter.NONE)).people(),
                        codec),
                HttpSettings.DEFAULT,
                Contract.load(),
                Clock.systemUTC(),
                Runnable::run);
    }

    private static List<Endpoint> changed(List<Endpoint> endpoints) {
        List<Endpoint> changed = new ArrayList<>(endpoints);
        changed.replaceAll(endpoint ->
                endpoint.path().equals("/rooms") && endpoint.method().name().equals("GET")
                        ? Endpoint.get(
                                "/rooms",
                                call -> Future.succeededFuture(Answer.ok(
                                        Writing.object(json -> json.writeStringField("rooms", "in another shape")))))
                        : endpoint);
        return changed;
    }

    @Test
    void theNewVersionAnswersAnewAndTheOldOneAsEver() throws Exception {
        assertThat(client.get("/api/v2/rooms").text()).isEqualTo("{\"rooms\":\"in another shape\"}");
        assertThat(client.get("/api/v1/rooms").text()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(client.get("/api/v2/users?query=x").text())
                .isEqualTo(client.get("/api/v1/users?query=x").text());
    }

    @Test
    void besideANewVersionTheOldOneAnswersInTheSameBytesAsAlone() throws Exception {
        RestClient alone = serve(first);

        for (String path : new String[] {
            "/rooms",
            "/rooms?limit=0",
            "/rooms?view=public",
            "/rooms/nowhere",
            "/users?query=x",
            "/nothing",
            "/sessions"
        }) {
            Reply before = alone.get("/api/v1" + path, "X-Request-Id", "same");
            Reply beside = client.get("/api/v1" + path, "X-Request-Id", "same");

            assertThat(beside.status()).as(path).isEqualTo(before.status());
            assertThat(beside.text()).as(path).isEqualTo(before.text());
            Map<String, List<String>> headers =
                    new HashMap<>(beside.response().headers().map());
            assertThat(headers.keySet()).as(path).contains("deprecation", "sunset");
            headers.keySet().removeAll(Set.of("deprecation", "sunset"));
            assertThat(headers).as(path).isEqualTo(before.response().headers().map());
        }
    }

    @Test
    void theOldVersionSaysThatItIsOldAlsoWhenItRefuses() throws Exception {
        for (String path : new String[] {"/api/v1/rooms", "/api/v1/users/nobody"}) {
            Reply old = client.get(path);

            assertThat(old.header("Deprecation")).isEqualTo("@1798761600");
            assertThat(old.header("Sunset")).isEqualTo("Sat, 01 Jan 2028 00:00:00 GMT");
        }
        assertThat(client.get("/api/v2/rooms").header("Deprecation")).isNull();
    }
}
