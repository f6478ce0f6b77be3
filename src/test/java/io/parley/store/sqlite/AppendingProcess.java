package io.parley.store.sqlite;

import io.parley.json.JsonContent;
import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;

/**
 * A process that appends from several threads until it dies, and prints a line for each append that was acked:
 * {@code ack room cid seq hash .}. A store that gives up ends it with status 3.
 */
@NullUnmarked
final class AppendingProcess {
    static final int ROOMS = 4;
    static final int FATAL = 3;
    private static final int THREADS = 3;
    private static final int IN_FLIGHT = 64;

    private AppendingProcess() {}

    public static void main(String[] args) throws Exception {
        SqliteStore store = SqliteStore.open(
                Path.of(args[0]),
                SqliteSettings.defaults(),
                new SqliteStore.Environment(
                        new JsonContent(),
                        InstantSource.system(),
                        commit -> {},
                        cause -> Runtime.getRuntime().halt(FATAL),
                        Meter.NONE));
        await(store.accounts().register(new Account("ann", "ann", null, 1)));
        for (int i = 0; i < ROOMS; i++) {
            await(store.rooms().create(wish(i)));
        }
        String padding = "x".repeat(Integer.parseInt(args[1]));
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> append(store.log(), padding)).start();
        }
    }

    static NewRoom wish(int number) {
        return new NewRoom("room" + number, "ann", "make", "Room", RoomKind.PRIVATE, Map.of("ann", Role.OWNER));
    }

    static Append append(String room, String cid, String text) {
        return new Append(room, "ann", cid, new Content.Message(Body.of(text), null, null), 1);
    }

    private static void append(Log log, String padding) {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        for (int i = 0; ; i++) {
            inFlight.acquireUninterruptibly();
            String room = "room" + i % ROOMS;
            String cid = UUID.randomUUID().toString();
            String text = cid + padding;
            log.append(append(room, cid, text)).onComplete(outcome -> {
                inFlight.release();
                if (outcome.result() instanceof Outcome.Stored stored) {
                    System.out.println("ack " + room + " " + cid + " " + stored.seq() + " " + text.hashCode() + " .");
                }
            });
        }
    }

    private static <T> void await(Future<T> future) throws Exception {
        future.await(20, TimeUnit.SECONDS);
    }
}
