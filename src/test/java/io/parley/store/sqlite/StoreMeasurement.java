package io.parley.store.sqlite;

import io.parley.json.JsonContent;
import io.parley.port.Accounts.Account;
import io.parley.port.Append;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.NewRoom;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/**
 * Measures the store and, in the same run, its floor: the bare statements of an append in batches of the same size, on one
 * thread. Arguments: how many appends (100000), how many rooms (1000).
 */
@NullUnmarked
final class StoreMeasurement {
    private static final int IN_FLIGHT = 2_000;
    private static final String TEXT = "x".repeat(200);

    private final int appends;
    private final int rooms;

    private StoreMeasurement(int appends, int rooms) {
        this.appends = appends;
        this.rooms = rooms;
    }

    public static void main(String[] args) throws Exception {
        StoreMeasurement measurement = new StoreMeasurement(
                args.length > 0 ? Integer.parseInt(args[0]) : 100_000,
                args.length > 1 ? Integer.parseInt(args[1]) : 1_000);
        for (int run = 0; run < 3; run++) {
            measurement.inDirectory(measurement::floor);
            measurement.inDirectory(measurement::store);
        }
    }

    private interface Measured {
        void in(Path dir) throws Exception;
    }

    private void inDirectory(Measured measured) throws Exception {
        Path dir = Files.createTempDirectory("parley-measured");
        try {
            measured.in(dir);
        } finally {
            try (Stream<Path> files = Files.walk(dir)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
            }
        }
    }

    private void floor(Path dir) throws Exception {
        try (Sql sql = Sql.writing(dir.resolve("parley.db"))) {
            Schema.migrate(sql, dir.resolve("parley.db"));
            String json = new JsonContent().encode(content());
            long[] heads = new long[rooms];
            Usage usage = Usage.now();
            for (int done = 0; done < appends; done += IN_FLIGHT) {
                sql.update("BEGIN IMMEDIATE");
                for (int i = 0; i < IN_FLIGHT; i++) {
                    int room = room();
                    sql.update(
                            "INSERT INTO entries (room, seq, at, sender, cid, kind, content, messages) "
                                    + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            (long) room,
                            ++heads[room],
                            1_700_000_000_000L,
                            "ann",
                            cid(),
                            "message",
                            json,
                            heads[room]);
                    sql.update(
                            "INSERT INTO cids (room, sender, cid, seq, at, high, low) VALUES (?, ?, ?, ?, ?, ?, ?)",
                            (long) room,
                            "ann",
                            cid(),
                            heads[room],
                            1_700_000_000_000L,
                            ThreadLocalRandom.current().nextLong(),
                            ThreadLocalRandom.current().nextLong());
                }
                sql.update("COMMIT");
            }
            usage.print("floor, bare inserts", appends);
        }
    }

    private void store(Path dir) throws Exception {
        SqliteStore store = SqliteStore.open(
                dir,
                SqliteSettings.defaults(),
                new SqliteStore.Environment(
                        new JsonContent(),
                        InstantSource.system(),
                        commit -> {},
                        Throwable::printStackTrace,
                        Meter.NONE));
        await(store.accounts().register(new Account("ann", "ann", null, 1)));
        for (int i = 0; i < rooms; i++) {
            await(store.rooms()
                    .create(new NewRoom("r" + i, "ann", null, "Room", RoomKind.PUBLIC, Map.of("ann", Role.OWNER))));
        }
        saturate(store.log());
        offer(store.log(), 5_000, Math.min(appends, 25_000));
        await(store.close());
    }

    private void saturate(Log log) throws InterruptedException {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        Usage usage = Usage.now();
        for (int i = 0; i < appends; i++) {
            inFlight.acquire();
            log.append(next()).onComplete(done -> inFlight.release());
        }
        inFlight.acquire(IN_FLIGHT);
        usage.print("store, 2,000 in flight", appends);
    }

    /** An open loop: the clock starts when an append was due, not when it was sent. */
    private void offer(Log log, int perSecond, int count) throws InterruptedException {
        long[] micros = new long[count];
        Semaphore done = new Semaphore(0);
        Usage usage = Usage.now();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int number = i;
            long due = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            log.append(next()).onComplete(outcome -> {
                micros[number] = (System.nanoTime() - due) / 1_000;
                done.release();
            });
        }
        done.acquire(count);
        usage.print("store, " + perSecond + "/s", count);
        Arrays.sort(micros);
        System.out.printf(
                Locale.ROOT,
                "    p50 %.2f ms, p99 %.2f ms%n",
                micros[count / 2] / 1e3,
                micros[(int) (count * 0.99)] / 1e3);
    }

    private Append next() {
        return new Append("r" + room(), "ann", cid(), content(), 1);
    }

    /** One room in five appends is the hot one's. */
    private int room() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextInt(5) == 0 ? 0 : random.nextInt(rooms);
    }

    private static String cid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toString(random.nextLong() >>> 1, 36) + Long.toString(random.nextLong() >>> 1, 36);
    }

    private static Content content() {
        return new Content.Message(Body.of(TEXT), null, null);
    }

    private static <T> void await(Future<T> future) throws Exception {
        future.await(60, TimeUnit.SECONDS);
    }

    /** Where the clock and the process's CPU time stood. */
    private record Usage(long nanos, long cpuNanos) {
        static Usage now() {
            return new Usage(
                    System.nanoTime(),
                    ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                            .getProcessCpuTime());
        }

        void print(String what, int count) {
            Usage now = now();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,.0f/s, %.1f us of CPU each%n",
                    what,
                    count * 1e9 / (now.nanos - nanos),
                    (now.cpuNanos - cpuNanos) / 1e3 / count);
        }
    }
}
