package io.parley.store.sqlite;

import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.NewRoom;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * Measures what many rooms of one user cost to list and to stand in, and what a standing costs in one long room. Arguments:
 * how many rooms (1000), how many messages in the long one (100000).
 */
@NullUnmarked
final class RoomListMeasurement {
    private static final int EACH = 20;

    private RoomListMeasurement() {}

    public static void main(String[] args) throws Exception {
        int rooms = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int messages = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        Path dir = Files.createTempDirectory("parley-measured");
        Opened store = Opened.in(dir);
        try {
            fill(store, rooms, messages);
            List<String> ids = IntStream.range(0, rooms).mapToObj(i -> "r" + i).toList();
            measure("list, 1 page of 100", () -> store.rooms().of("bob", 0, 100).await());
            measure("list, all", () -> store.rooms().of("bob", 0, rooms).await());
            measure(
                    "standings of a hello",
                    () -> store.rooms().standings(ids, "bob").await());
            measure(
                    "standing, short room",
                    () -> store.rooms().standing("r0", "bob").await());
            measure(
                    "standing, long room",
                    () -> store.rooms().standing("long", "bob").await());
        } finally {
            store.close();
            try (Stream<Path> files = Files.walk(dir)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
            }
        }
    }

    private static void fill(Opened store, int rooms, int messages) {
        for (String user : List.of("ann", "bob")) {
            store.accounts().register(new Account(user, user, null, 1)).await();
        }
        Map<String, Role> members = Map.of("ann", Role.OWNER, "bob", Role.MEMBER);
        List<Future<?>> done = new ArrayList<>();
        for (int room = 0; room < rooms; room++) {
            store.rooms()
                    .create(new NewRoom("r" + room, "ann", null, "Room", RoomKind.PRIVATE, members))
                    .await();
            for (int i = 0; i < EACH; i++) {
                done.add(say(store, "r" + room, i));
            }
            done.add(append(store, "r" + room, "edit", new Content.Edit(EACH + 3, Body.of("edited"))));
            done.add(append(store, "r" + room, "reaction", new Content.Reaction(EACH + 3, "x", true)));
            done.add(store.rooms().read("r" + room, "bob", 10));
        }
        store.rooms()
                .create(new NewRoom("long", "ann", null, "Long", RoomKind.PRIVATE, members))
                .await();
        for (int i = 0; i < messages; i++) {
            done.add(say(store, "long", i));
            if (done.size() > 5_000) {
                Future.all(done).await();
                done.clear();
            }
        }
        Future.all(done).await();
        store.rooms().read("long", "bob", messages / 2).await();
    }

    private static Future<?> say(Opened store, String room, int i) {
        Body body = new Body("x".repeat(200), null, List.of(), i % 4 == 0 ? List.of("bob") : List.of());
        return append(store, room, "c" + i, new Content.Message(body, null, null));
    }

    private static Future<?> append(Opened store, String room, String cid, Content content) {
        return store.log().append(new Append(room, "ann", cid, content, 1));
    }

    private static void measure(String what, Callable<?> task) throws Exception {
        long[] micros = new long[300];
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            task.call();
            micros[i] = (System.nanoTime() - start) / 1_000;
        }
        long[] warm = Arrays.copyOfRange(micros, micros.length / 3, micros.length);
        Arrays.sort(warm);
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.2f ms, p99 %.2f ms%n",
                what,
                warm[warm.length / 2] / 1e3,
                warm[warm.length * 99 / 100] / 1e3);
    }
}
