package io.parley.delivery;

import io.parley.limits.Limiter;
import io.parley.port.Append;
import io.parley.port.Commit;
import io.parley.port.Meter;
import io.parley.protocol.Limits;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Inbox;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole engine against a hostile world, by one seed: the feed loses, doubles and reorders; wires are slow and break;
 * acks get lost or come late; the store is slow, fails, is trimmed and forgets. In the end everybody must hold the log.
 */
final class Simulation {
    /** Whether the heads beat. */
    enum Beat {
        ON,
        OFF
    }

    /** What the world is like. */
    enum Weather {
        /** Everything goes wrong in two busy rooms. */
        STORM,
        /** The same, and the feed tells nothing at all. */
        DEAF,
        /** Rooms in which one thing happens, just when a reader comes: the first of all, or of its loop. */
        ARRIVALS
    }

    private static final int LOOPS = 4;
    private static final long SECOND = 1_000_000_000L;
    private static final long STORM = 12 * SECOND;
    private static final long CALM = 120 * SECOND;

    private final Random random;
    private final SimTime time;
    private final SimCodec codec = new SimCodec();
    private final SimStore store;
    private final Engine engine;
    private final List<SimTime.SimLoop> loops = new ArrayList<>();
    private final List<Hub> hubs = new ArrayList<>();
    private final List<SimClient> clients = new ArrayList<>();
    private final List<String> rooms;
    private final Weather weather;
    private final double loss;
    private boolean storm = true;

    Simulation(long seed, Set<Laws> laws, Beat beat, Weather weather) {
        this.weather = weather;
        rooms = weather != Weather.ARRIVALS
                ? List.of("red", "blue")
                : IntStream.range(0, 40).mapToObj(i -> "room" + i).toList();
        random = new Random(seed);
        time = new SimTime(random);
        loss = weather == Weather.DEAF ? 1 : random.nextDouble() * 0.4;
        store = new SimStore(time, this::feed);
        rooms.forEach(store::open);
        store.open(Inbox.ALL);
        Limits limits = new Limits(65_536, 8_000, 2 + random.nextInt(49), 64, 1_000, 1_000);
        Settings settings = new Settings(
                "sim",
                limits,
                Heartbeats.same(Heartbeat.of(Duration.ofDays(1), Duration.ofDays(1), 3)),
                Duration.ofDays(1),
                1_000,
                1_000);
        Ports ports = new Ports(
                store,
                store,
                token -> Future.failedFuture("nobody brings one"),
                call -> Future.failedFuture("nobody calls"),
                new Limiter(Meter.NONE),
                time::now,
                Meter.NONE);
        int ring = 2_000 + random.nextInt(60_000);
        engine = new Engine(ports, new Codecs(List.of(codec)), settings, LOOPS, ring, laws);
        for (int i = 0; i < LOOPS; i++) {
            SimTime.SimLoop loop = time.loop();
            loops.add(loop);
            hubs.add(engine.attach(loop, (frames, binary) -> new SimWire.Joined(frames)));
        }
        every(SECOND / 2, () -> {
            if (beat == Beat.ON) {
                engine.beat();
            }
        });
        every(SECOND / 4, () -> {
            for (int i = 0; i < hubs.size(); i++) {
                loops.get(i).execute(hubs.get(i)::lookAtClocks);
            }
        });
        every(SECOND, () -> clients.forEach(SimClient::flushOutbox));
    }

    private void every(long period, Runnable task) {
        time.after(period, () -> {
            task.run();
            every(period, task);
        });
    }

    void run() {
        if (weather != Weather.ARRIVALS) {
            storm();
        } else {
            arrivals();
        }
        time.runUntil(STORM);
        storm = false;
        store.failing(0);
        long deadline = time.now() + CALM;
        while (time.now() < deadline && !clients.stream().allMatch(SimClient::settled)) {
            time.runUntil(time.now() + SECOND);
        }
        clients.forEach(SimClient::checkAgainstTheLog);
    }

    private void storm() {
        for (int i = 0; i < 6; i++) {
            SimClient client = client("u" + i, rooms, i % 3 != 0);
            clients.add(client);
            time.within(8_000, client::connect);
        }
        store.failing(random.nextDouble() * 0.2);
        for (int i = 0; i < 60; i++) {
            SimClient client = clients.get(random.nextInt(clients.size()));
            String room = rooms.get(random.nextInt(rooms.size()));
            time.within(STORM / 1_000_000, () -> client.send(room));
        }
        for (int i = 0; i < 20; i++) {
            SimClient client = clients.get(random.nextInt(clients.size()));
            String room = rooms.get(random.nextInt(rooms.size()));
            time.within(STORM / 1_000_000, () -> client.delete(room));
        }
        for (int i = 0; i < 20; i++) {
            SimClient client = clients.get(random.nextInt(clients.size()));
            time.within(STORM / 1_000_000, client::cut);
        }
        for (int i = 0; i < 6; i++) {
            time.within(STORM / 1_000_000, () -> store.trim("red"));
        }
        time.within(STORM / 1_000_000, store::forget);
    }

    /** Whose inbox is there, as the announcements are. */
    private SimClient client(String user, List<String> subscribed, boolean acks) {
        store.open(Inbox.of(user));
        return new SimClient(this, user, subscribed, acks);
    }

    private void arrivals() {
        for (String room : rooms) {
            SimClient resident = client("resident of " + room, List.of(room), false);
            SimClient reader = client("reader of " + room, List.of(room), false);
            clients.add(reader);
            if (random.nextBoolean()) {
                clients.add(resident);
                resident.connect();
            }
            Content content = new Content.Message(Body.of("the one thing"), null, null);
            time.within(STORM / 2_000_000, () -> {
                reader.connect();
                time.within(20, () -> store.append(new Append(room, "writer", "c", content, 0)));
            });
        }
    }

    private void feed(Commit commit) {
        for (int copies = random.nextDouble() < 0.2 ? 2 : 1; copies > 0; copies--) {
            if (random.nextDouble() >= loss) {
                time.within(random.nextInt(5) == 0 ? 300 : 5, () -> engine.hear(commit));
            }
        }
    }

    SimTime time() {
        return time;
    }

    SimCodec codec() {
        return codec;
    }

    SimTime.SimLoop anyLoop() {
        return loops.get(random.nextInt(loops.size()));
    }

    Hub hub(SimTime.SimLoop loop) {
        return hubs.get(loops.indexOf(loop));
    }

    double ackShare() {
        return storm ? 0.7 : 1;
    }

    long ackDelay() {
        return storm && random.nextInt(10) == 0 ? 2_500 : 50;
    }

    long head(String room) {
        return store.entries(room).size();
    }

    long oldest(String room) {
        return store.oldest(room);
    }

    String cid(String room, long seq) {
        return store.entries(room).get((int) seq - 1).cid();
    }

    <T> T present(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("a frame of a room that nobody asked for");
        }
        return value;
    }

    void check(boolean holds, Supplier<String> broken) {
        if (!holds) {
            throw new AssertionError(broken.get());
        }
    }
}
