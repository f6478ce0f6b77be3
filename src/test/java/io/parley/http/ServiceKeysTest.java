package io.parley.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.http.RestClient.Reply;
import io.parley.port.Accounts.Account;
import io.parley.port.Scope;
import io.parley.protocol.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What backends do with their keys, and what they don't. */
class ServiceKeysTest extends RestTest {
    private RestClient admin;
    private RestClient backend;

    @BeforeEach
    void begin() throws Exception {
        Account root = new Account("root", "Root", "hash of the root's", 1, true, null, null, null);
        RestServer.await(server.store.accounts().register(root));
        admin = server.client().login("root", "the root's");
        backend = service(EnumSet.allOf(Scope.class));
    }

    private RestClient service(Set<Scope> scopes) throws Exception {
        return server.client()
                .with(RestServer.await(server.services.make("billing", scopes)).secret());
    }

    private static Reply make(RestClient client, String name, String... scopes) throws Exception {
        return client.post(
                V1 + "/service-keys",
                new JsonObject()
                        .put("name", name)
                        .put("scopes", new JsonArray(List.of(scopes)))
                        .encode());
    }

    private static String user(String name, @Nullable String password) {
        JsonObject body = new JsonObject().put("username", name);
        return (password == null ? body : body.put("password", password)).encode();
    }

    @Test
    void aKeyIsShownOnceAndListedWithoutItsSecret() throws Exception {
        Reply made = make(admin, "Shop", "rooms", "users");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().getString("name")).isEqualTo("shop");
        assertThat(made.json().getString("key")).matches("pk_[\\w-]{12}_[\\w-]{43}");
        Reply listed = admin.get(V1 + "/service-keys");
        assertThat(listed.items()).extracting(key -> key.getString("name")).containsExactly("billing", "shop");
        assertThat(listed.text()).doesNotContain(made.json().getString("key").substring(16));
        assertThat(server.client()
                        .with(made.json().getString("key"))
                        .post(V1 + "/users", user("ida", null))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nobodyButAnAdminHasToDoWithKeys() throws Exception {
        for (RestClient client : List.of(alice, backend)) {
            assertProblem(make(client, "shop", "rooms"), 403, "forbidden");
            assertProblem(client.get(V1 + "/service-keys"), 403, "forbidden");
            assertProblem(client.delete(V1 + "/service-keys/x"), 403, "forbidden");
        }
    }

    @Test
    void aKeyNeedsANameOfItsOwnAndAScope() throws Exception {
        assertProblem(make(admin, "alice", "rooms"), 409, "taken");
        assertBad(make(admin, "admin", "rooms"), "name");
        assertBad(make(admin, "no name", "rooms"), "name");
        assertBad(make(admin, "shop"), "scopes");
        assertBad(make(admin, "shop", "everything"), "scopes");
        assertProblem(server.client().post(V1 + "/users", user("billing", "password of it")), 409, "taken");
    }

    @Test
    void aKeyThatIsTakenAwayCountsNoLongerThanASecond() throws Exception {
        Reply made = make(admin, "shop", "users");
        RestClient shop = server.client().with(made.json().getString("key"));
        assertThat(shop.post(V1 + "/users", user("ida", null)).status()).isEqualTo(201);

        String path = V1 + "/service-keys/" + made.json().getString("id");
        assertThat(admin.delete(path).status()).isEqualTo(204);

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(
                        () -> assertProblem(shop.post(V1 + "/users", user("eva", null)), 401, "unauthenticated"));
        assertProblem(admin.delete(path), 404, "not_found");
    }

    @Test
    void aRouteThatSaysNothingOfServicesIsClosedToThem() throws Exception {
        RestClient everything = backend.inTheNameOf("alice");
        for (Endpoint endpoint : VersionTest.version1().endpoints()) {
            if (!endpoint.open() && endpoint.scope() == null) {
                String path = V1 + endpoint.path().replaceAll(":\\w+", "x");
                Reply reply = everything.send(endpoint.method().name(), path, null);
                assertThat(reply.status()).as("%s", endpoint).isEqualTo(403);
                assertThat(reply.json().getString("detail")).isEqualTo("service keys are not for this");
            }
        }
    }

    @Test
    void aKeyForSomethingElseIsToldWhatItLacks() throws Exception {
        for (Endpoint endpoint : VersionTest.version1().endpoints()) {
            Scope scope = endpoint.scope();
            if (scope != null) {
                String path = V1 + endpoint.path().replaceAll(":\\w+", "x");
                RestClient others = service(EnumSet.complementOf(EnumSet.of(scope)));
                Reply reply = others.send(endpoint.method().name(), path, null);
                assertThat(reply.status()).as("%s", endpoint).isEqualTo(403);
                assertThat(reply.json().getString("detail")).isEqualTo("the key lacks the scope " + scope.wireName());
            }
        }
    }

    @Test
    void usersAreMadeAlsoWhereRegistrationIsClosedAndWithoutAPassword() throws Exception {
        HttpSettings usual = RestServer.settings(RestServer.UNLIMITED);
        RestServer closed = new RestServer(
                Files.createDirectory(directory.resolve("closed")),
                new HttpSettings(false, usual.origins(), usual.proxies(), usual.deadline(), usual.rates()));
        try {
            RestClient made = closed.client()
                    .with(RestServer.await(closed.services.make("billing", Set.of(Scope.USERS)))
                            .secret());

            assertThat(made.post(V1 + "/users", user("Ida", null)).json().getString("id"))
                    .isEqualTo("ida");
            assertProblem(made.post(V1 + "/users", user("ida", null)), 409, "taken");
            assertProblem(closed.client().post(V1 + "/users", user("eva", "password of eva")), 403, "forbidden");
            assertProblem(made.with("pk_forged").post(V1 + "/users", user("eva", null)), 401, "unauthenticated");
        } finally {
            closed.close();
        }
        assertBad(alice.post(V1 + "/users", user("eva", null)), "password");
        assertBad(backend.inTheNameOf("alice").post(V1 + "/users", user("eva", null)), Backends.USER_HEADER);
    }

    @Test
    void inAUsersNameTheUserIsTheAuthorAndTheUsersRightsDecide() throws Exception {
        RestClient asAlice = backend.inTheNameOf("alice");
        String room = asAlice.room("private", "bob");

        assertThat(asAlice.say(room, "c1", "hello").status()).isEqualTo(201);
        JsonObject message =
                alice.get(V1 + "/rooms/" + room + "/messages").items().getLast();
        assertThat(message.getString("from")).isEqualTo("alice");
        assertThat(alice.say(room, "c1", "hello").status())
                .as("the same cid, by herself")
                .isEqualTo(200);
        assertThat(alice.put(V1 + "/rooms/" + room + "/mutes/bob", "{}").status())
                .isEqualTo(201);
        assertProblem(backend.inTheNameOf("bob").say(room, "c2", "hello"), 403, "muted");
        assertProblem(backend.inTheNameOf("stranger").say(room, "c3", "hello"), 404, "not_found");
        assertProblem(backend.say(room, "c4", "as itself"), 404, "not_found");
    }

    @Test
    void withoutAUserItActsAsItself() throws Exception {
        String room = backend.room("private", "alice");

        assertThat(backend.say(room, "c1", "hello").status()).isEqualTo(201);
        assertThat(alice.get(V1 + "/rooms/" + room + "/messages")
                        .items()
                        .getLast()
                        .getString("from"))
                .isEqualTo("billing");
    }

    @Test
    void nobodyActsForSomebodyWhoIsNotThereOrIsABackend() throws Exception {
        RestServer.await(server.services.make("shop", Set.of(Scope.ROOMS)));
        String room = "{\"name\":\"A room\",\"kind\":\"private\"}";

        assertProblem(backend.inTheNameOf("nobody").post(V1 + "/rooms", room), 404, "not_found");
        assertProblem(backend.inTheNameOf("shop").post(V1 + "/rooms", room), 404, "not_found");
        assertBad(backend.inTheNameOf("Al ice").post(V1 + "/rooms", room), Backends.USER_HEADER);
        assertBad(
                backend.inTheNameOf("alice").post(V1 + "/rooms", room, Backends.USER_HEADER, "bob"),
                Backends.USER_HEADER);
        assertProblem(alice.inTheNameOf("bob").post(V1 + "/rooms", room), 403, "forbidden");
    }

    @Test
    void aTicketForAUserLeadsToASessionThatTheUserSeesAndEnds() throws Exception {
        Reply minted = backend.inTheNameOf("alice").post(V1 + "/ws-tickets", "{}");
        assertThat(minted.status()).as(minted.text()).isEqualTo(201);
        RestServer.await(server.signIns.spend(minted.json().getString("ticket")));
        Reply again = backend.inTheNameOf("alice").post(V1 + "/ws-tickets", "{}");

        List<JsonObject> lent = alice.get(V1 + "/sessions").items().stream()
                .filter(session -> "service billing".equals(session.getString("device")))
                .toList();
        assertThat(lent).hasSize(1);
        assertThat(lent.getFirst().getLong("expiresAt") - System.currentTimeMillis())
                .isBetween(86_000_000L, 86_400_000L);
        assertThat(alice.delete(V1 + "/sessions/" + lent.getFirst().getString("id"))
                        .status())
                .isEqualTo(204);
        String ended = again.json().getString("ticket");
        assertThatThrownBy(() -> RestServer.await(server.signIns.spend(ended))).isInstanceOf(Failure.class);
    }

    @Test
    void noTicketIsForABackendItself() throws Exception {
        assertBad(backend.post(V1 + "/ws-tickets", "{}"), Backends.USER_HEADER);
        assertProblem(backend.inTheNameOf("billing").post(V1 + "/ws-tickets", "{}"), 404, "not_found");
    }

    @Test
    void aBackendAnnouncesInItsOwnNameAndInNobodyElses() throws Exception {
        String news = "{\"cid\":\"c1\",\"body\":{\"text\":\"We move tonight.\"}}";

        assertBad(backend.inTheNameOf("alice").post(V1 + "/announcements", news), Backends.USER_HEADER);
        assertThat(backend.post(V1 + "/announcements", news).status()).isEqualTo(201);
        assertThat(alice.get(V1 + "/rooms/@all/entries").items())
                .singleElement()
                .satisfies(entry -> assertThat(entry.getString("from")).isEqualTo("billing"));
    }

    @Test
    void aKeyInTheQueryIsNone() throws Exception {
        String key = String.valueOf(backend.token());

        assertProblem(server.client().get(V1 + "/profile?token=" + key), 401, "unauthenticated");
        assertProblem(server.client().post(V1 + "/rooms?access_token=" + key, "{}"), 401, "unauthenticated");
    }
}
