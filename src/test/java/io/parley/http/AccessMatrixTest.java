package io.parley.http;

import static io.parley.http.RestServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Append;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.port.Scope;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that names a room, a message, a user or a session, asked by everybody who might not be meant to. */
@NullUnmarked
class AccessMatrixTest {
    private static final String V1 = "/api/v1";
    private static final List<String> WHO =
            List.of("none", "other", "former", "banned", "muted", "member", "moderator", "owner", "service", "unfit");

    /**
     * The statuses stand in the order of {@link #WHO}, of a public and of a private room. The message is the target's, who
     * is a plain member; ME is whoever asks. The service has a key for everything, and comes in the member's name; the unfit
     * one's key is for nothing of this.
     */
    private static final String TABLE = """
        GET    /rooms/ROOM                          |                     | 401 200 200 403 200 200 200 200 403 403 | 401 404 404 404 200 200 200 200 403 403
        PATCH  /rooms/ROOM                          | {"name":"x"}        | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        DELETE /rooms/ROOM                          |                     | 401 403 403 403 403 403 403 201 403 403 | 401 404 404 404 403 403 403 201 403 403
        GET    /rooms/ROOM/members                  |                     | 401 200 200 403 200 200 200 200 403 403 | 401 404 404 404 200 200 200 200 403 403
        PUT    /rooms/ROOM/members/guest            | {}                  | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        PUT    /rooms/ROOM/members/banned           | {}                  | 401 403 403 403 403 403 403 403 403 403 | 401 404 404 404 403 403 403 403 403 403
        PUT    /rooms/ROOM/members/target           | {}                  | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        PUT    /rooms/ROOM/members/target           | {"role":"owner"}    | 401 403 403 403 403 403 403 201 403 403 | 401 404 404 404 403 403 403 201 403 403
        PUT    /rooms/ROOM/members/ME               | {}                  | 401 201 201 403 201 201 201 201 201 403 | 401 404 404 404 201 201 201 201 201 403
        PUT    /rooms/ROOM/members/ME               | {"role":"owner"}    | 401 403 403 403 403 403 403 201 403 403 | 401 404 404 404 403 403 403 201 403 403
        DELETE /rooms/ROOM/members/ME               |                     | 401 404 404 403 201 201 201 403 201 403 | 401 404 404 404 201 201 201 403 201 403
        DELETE /rooms/ROOM/members/target           |                     | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        DELETE /rooms/ROOM/members/owner            |                     | 401 403 403 403 403 403 403 403 403 403 | 401 404 404 404 403 403 403 403 403 403
        PUT    /rooms/ROOM/bans/target              | {}                  | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        PUT    /rooms/ROOM/bans/owner               | {}                  | 401 403 403 403 403 403 403 403 403 403 | 401 404 404 404 403 403 403 403 403 403
        DELETE /rooms/ROOM/bans/banned              |                     | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        PUT    /rooms/ROOM/mutes/target             | {}                  | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        PUT    /rooms/ROOM/mutes/owner              | {}                  | 401 403 403 403 403 403 403 403 403 403 | 401 404 404 404 403 403 403 403 403 403
        DELETE /rooms/ROOM/mutes/muted              |                     | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        GET    /rooms/ROOM/messages                 |                     | 401 200 200 403 200 200 200 200 403 403 | 401 404 404 404 200 200 200 200 403 403
        POST   /rooms/ROOM/messages                 | {"body":{"text":""}}| 401 403 403 403 403 201 201 201 201 403 | 401 404 404 404 403 201 201 201 201 403
        PATCH  /rooms/ROOM/messages/SEQ             | {"body":{"text":""}}| 401 403 403 403 403 403 403 403 403 403 | 401 404 404 404 403 403 403 403 403 403
        DELETE /rooms/ROOM/messages/SEQ             |                     | 401 403 403 403 403 403 201 201 403 403 | 401 404 404 404 403 403 201 201 403 403
        PUT    /rooms/ROOM/messages/SEQ/reactions/x |                     | 401 403 403 403 403 201 201 201 201 403 | 401 404 404 404 403 201 201 201 201 403
        DELETE /rooms/ROOM/messages/SEQ/reactions/x |                     | 401 403 403 403 403 201 201 201 201 403 | 401 404 404 404 403 201 201 201 201 403
        GET    /rooms/ROOM/entries                  |                     | 401 200 200 403 200 200 200 200 403 403 | 401 404 404 404 200 200 200 200 403 403
        GET    /rooms/ROOM/messages/SEQ/receipts    |                     | 401 403 403 403 200 200 200 200 403 403 | 401 404 404 404 200 200 200 200 403 403
        PUT    /rooms/ROOM/read                     | {"seq":1}           | 401 204 204 403 204 204 204 204 403 403 | 401 404 404 404 204 204 204 204 403 403
        GET    /users/target                        |                     | 401 200 200 200 200 200 200 200 403 403 | 401 200 200 200 200 200 200 200 403 403
        DELETE /sessions/SESSION                    |                     | 401 404 404 404 404 404 404 404 403 403 | 401 404 404 404 404 404 404 404 403 403
        DELETE /service-keys/KEY                    |                     | 401 403 403 403 403 403 403 403 403 403 | 401 403 403 403 403 403 403 403 403 403
        """;

    /** Of the server's own rooms: another's inbox, one's own, and the announcements; by nobody, and by somebody. */
    private static final String OWN = """
        GET    /rooms/ROOM                          |                     | 401 404 | 401 200 | 401 200
        PATCH  /rooms/ROOM                          | {"name":"x"}        | 401 404 | 401 403 | 401 403
        DELETE /rooms/ROOM                          |                     | 401 404 | 401 403 | 401 403
        GET    /rooms/ROOM/members                  |                     | 401 404 | 401 200 | 401 200
        PUT    /rooms/ROOM/members/guest            | {}                  | 401 404 | 401 403 | 401 403
        PUT    /rooms/ROOM/members/ME               | {}                  | 401 404 | 401 403 | 401 403
        DELETE /rooms/ROOM/members/ME               |                     | 401 404 | 401 403 | 401 403
        PUT    /rooms/ROOM/bans/target              | {}                  | 401 404 | 401 403 | 401 403
        DELETE /rooms/ROOM/bans/banned              |                     | 401 404 | 401 403 | 401 403
        PUT    /rooms/ROOM/mutes/target             | {}                  | 401 404 | 401 403 | 401 403
        DELETE /rooms/ROOM/mutes/muted              |                     | 401 404 | 401 403 | 401 403
        GET    /rooms/ROOM/messages                 |                     | 401 404 | 401 200 | 401 200
        POST   /rooms/ROOM/messages                 | {"body":{"text":""}}| 401 404 | 401 403 | 401 403
        PATCH  /rooms/ROOM/messages/1               | {"body":{"text":""}}| 401 404 | 401 403 | 401 403
        DELETE /rooms/ROOM/messages/1               |                     | 401 404 | 401 403 | 401 403
        PUT    /rooms/ROOM/messages/1/reactions/x   |                     | 401 404 | 401 403 | 401 403
        DELETE /rooms/ROOM/messages/1/reactions/x   |                     | 401 404 | 401 403 | 401 403
        GET    /rooms/ROOM/entries                  |                     | 401 404 | 401 200 | 401 200
        GET    /rooms/ROOM/messages/1/receipts      |                     | 401 404 | 401 403 | 401 403
        PUT    /rooms/ROOM/read                     | {"seq":1}           | 401 404 | 401 204 | 401 204
        POST   /announcements                       | {"body":{"text":""}}| 401 403 | 401 403 | 401 403
        """;

    private record Row(String method, String path, String body, List<List<Integer>> statuses) {}

    record Attempt(String method, String path, String body, String who, RoomKind kind, int status) {
        @Override
        public String toString() {
            return "%s %s %s by %s, %s".formatted(method, path, body, who, kind.wireName());
        }
    }

    @TempDir
    private static Path directory;

    private static final Map<String, RestClient> CLIENTS = new HashMap<>();
    private static RestServer server;
    private static String session;
    private static int rooms;

    @BeforeAll
    static void start() throws Exception {
        server = new RestServer(directory);
        for (String user : WHO.subList(0, 8)) {
            CLIENTS.put(user, user.equals("none") ? server.client() : server.user(id(user)));
        }
        CLIENTS.put("service", service(EnumSet.allOf(Scope.class)));
        CLIENTS.put("unfit", service(EnumSet.of(Scope.ANNOUNCE)));
        server.user(id("guest"));
        RestClient target = server.user(id("target"));
        session = target.get(V1 + "/sessions").items().getFirst().getString("id");
    }

    private static RestClient service(Set<Scope> scopes) throws Exception {
        return server.client()
                .with(await(server.services.make("backend", scopes)).secret())
                .inTheNameOf(id("member"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static Stream<Attempt> attempts() {
        return rows().flatMap(row -> IntStream.range(0, WHO.size())
                .boxed()
                .flatMap(who -> Stream.of(attempt(row, who, RoomKind.PUBLIC), attempt(row, who, RoomKind.PRIVATE))));
    }

    private static Attempt attempt(Row row, int who, RoomKind kind) {
        return new Attempt(
                row.method(),
                row.path(),
                row.body(),
                WHO.get(who),
                kind,
                row.statuses().get(kind == RoomKind.PUBLIC ? 0 : 1).get(who));
    }

    private static Stream<Row> rows() {
        return TABLE.lines().map(line -> {
            String[] cells = line.split("\\|", -1);
            String[] what = cells[0].trim().split(" +", -1);
            List<List<Integer>> statuses = Stream.of(cells[2], cells[3])
                    .map(cell -> Stream.of(cell.trim().split(" ", -1))
                            .map(Integer::valueOf)
                            .toList())
                    .toList();
            return new Row(what[0], what[1], cells[1].isBlank() ? null : cells[1].trim(), statuses);
        });
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void everybodyIsAnsweredAsTheTableSays(Attempt attempt) throws Exception {
        String room = "r" + ++rooms;
        long seq = make(room, attempt.kind());
        String path = attempt.path()
                .replace("ROOM", room)
                .replace("SEQ", Long.toString(seq))
                .replace("SESSION", session)
                .replace("KEY", "some-key")
                .replace("ME", attempt.who().matches("service|unfit") ? "member" : attempt.who())
                .replaceFirst("/(members|bans|mutes|users)/", "/$1/" + id(""));
        long head = head(room);

        RestClient.Reply reply = CLIENTS.get(attempt.who())
                .send(attempt.method(), V1 + path, attempt.body(), "Idempotency-Key", "key-" + room);

        assertThat(reply.status()).as(reply.text()).isEqualTo(attempt.status());
        if (attempt.status() >= 400) {
            assertThat(head(room)).as("what was refused is not in the log").isEqualTo(head);
        }
    }

    static Stream<Attempt> ownAttempts() {
        return OWN.lines().flatMap(line -> {
            String[] cells = line.split("\\|", -1);
            String[] what = cells[0].trim().split(" +", -1);
            String body = cells[1].isBlank() ? null : cells[1].trim();
            return IntStream.range(0, 6)
                    .mapToObj(i -> new Attempt(
                            what[0],
                            what[1].replace(
                                    "ROOM",
                                    List.of("@" + id("target"), "@" + id("other"), "@all")
                                            .get(i / 2)),
                            body,
                            i % 2 == 0 ? "none" : "other",
                            RoomKind.INBOX,
                            Integer.parseInt(cells[2 + i / 2].trim().split(" ", -1)[i % 2])));
        });
    }

    @ParameterizedTest
    @MethodSource("ownAttempts")
    void theServersOwnRoomsAreAnsweredAsTheTableSays(Attempt attempt) throws Exception {
        String path =
                attempt.path().replace("ME", attempt.who()).replaceFirst("/(members|bans|mutes)/", "/$1/" + id(""));
        RestClient.Reply reply =
                CLIENTS.get(attempt.who()).send(attempt.method(), V1 + path, attempt.body(), "Idempotency-Key", "key");
        assertThat(reply.status()).as(reply.text()).isEqualTo(attempt.status());
        for (String room : List.of("@" + id("target"), "@" + id("other"), "@all")) {
            assertThat(head(room)).isZero();
        }
    }

    @Test
    void everyRouteOfARoomIsInTheTableOfTheServersOwn() {
        assertThat(OWN.lines()
                        .map(line -> line.split("\\|", 2)[0].trim().split(" +", 2))
                        .map(what -> what[0] + " " + shape(what[1])))
                .containsAll(rows().filter(row -> row.path().startsWith("/rooms/"))
                        .map(row -> row.method() + " " + shape(row.path()))
                        .toList());
    }

    @Test
    void everyRouteThatNamesSomethingIsInTheTable() {
        assertThat(rows().map(row -> row.method() + " " + shape(row.path())).collect(Collectors.toSet()))
                .isEqualTo(VersionTest.version1().endpoints().stream()
                        .filter(endpoint -> endpoint.path().contains(":") && !Version1.LATER.contains(endpoint))
                        .map(endpoint -> endpoint.method().name() + " " + shape(endpoint.path()))
                        .collect(Collectors.toSet()));
    }

    /** What a path looks like whatever it names. */
    private static String shape(String path) {
        return path.replaceFirst("^/(rooms|users|sessions|service-keys)/[^/]+", "/$1/*")
                .replaceFirst("/(members|bans|mutes|messages|reactions)/[^/]+", "/$1/*")
                .replaceFirst("/reactions/[^/]+", "/reactions/*");
    }

    /** The seq of the target's message. */
    private static long make(String room, RoomKind kind) throws Exception {
        Map<String, Role> members = new HashMap<>(Map.of(id("owner"), Role.OWNER, id("moderator"), Role.MODERATOR));
        for (String user : List.of("former", "banned", "muted", "member", "target")) {
            members.put(id(user), Role.MEMBER);
        }
        await(server.store.rooms().create(new NewRoom(room, id("owner"), null, "A room", kind, members)));
        List<Outcome> stored = new ArrayList<>();
        stored.add(append(room, "target", new Content.Message(Body.of("hello"), null, null)));
        stored.add(append(room, "former", new Content.Membership(id("former"), Change.LEFT, null, null)));
        stored.add(append(room, "owner", new Content.Membership(id("banned"), Change.BANNED, null, null)));
        stored.add(append(room, "owner", new Content.Membership(id("muted"), Change.MUTED, null, null)));
        assertThat(stored).hasOnlyElementsOfType(Outcome.Stored.class);
        return ((Outcome.Stored) stored.getFirst()).seq();
    }

    private static Outcome append(String room, String from, Content content) throws Exception {
        long acl = await(server.store.rooms().standing(room, id(from))).room().aclSeq();
        return await(server.store.log().append(new Append(room, id(from), "made." + head(room), content, acl)));
    }

    /** A user id that nobody has reserved. */
    private static String id(String who) {
        return "a." + who;
    }

    private static long head(String room) throws Exception {
        return await(server.store.log().heads(List.of(room))).get(room).seq();
    }
}
