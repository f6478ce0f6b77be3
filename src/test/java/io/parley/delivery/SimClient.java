package io.parley.delivery;

import io.parley.port.Authenticator.Identity;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Inbox;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A client that keeps the contract, over connections that break; and that notices when the server does not. */
final class SimClient {
    /**
     * What it holds of one room, up to {@code seq}. The epoch is that of the last entry or reset: a connection may break
     * between {@code subscribed} and the {@code reset} that says what the new epoch voids.
     */
    private static final class Held {
        private final TreeMap<Long, String> cids = new TreeMap<>();
        /** The targets of the deletions that it has been shown. */
        private final TreeMap<Long, Long> deletions = new TreeMap<>();

        private long epoch;
        private long seq;
        private boolean subscribed;
        private long repeatsBelow;
    }

    private final Simulation world;
    private final String user;
    private final boolean acks;
    private final Map<String, Held> rooms = new HashMap<>();
    private final Map<String, ClientFrame.Write> outbox = new HashMap<>();
    private @Nullable SimWire wire;
    private boolean welcomed;
    private int sent;

    SimClient(Simulation world, String user, List<String> rooms, boolean acks) {
        this.world = world;
        this.user = user;
        this.acks = acks;
        rooms.forEach(room -> this.rooms.put(room, new Held()));
    }

    void connect() {
        if (wire != null) {
            return;
        }
        welcomed = false;
        SimTime.SimLoop loop = world.anyLoop();
        SimWire[] made = new SimWire[1];
        made[0] = new SimWire(world.time(), loop, bytes -> hear(made[0], bytes), () -> lost(made[0]));
        wire = made[0];
        List<ClientFrame.Subscribe> subscribe = rooms.entrySet().stream()
                .map(room -> new ClientFrame.Subscribe(
                        null, room.getKey(), room.getValue().seq, epochOrNull(room.getValue())))
                .toList();
        loop.execute(() -> {
            made[0].connect(world.hub(loop).open(made[0], world.codec(), new Identity(user, "s", Long.MAX_VALUE), ""));
            say(new ClientFrame.Hello("h", null, null, null, acks, false, subscribe));
        });
    }

    private static @Nullable Long epochOrNull(Held held) {
        return held.seq == 0 ? null : held.epoch;
    }

    void cut() {
        if (wire != null) {
            wire.cut();
        }
    }

    private void lost(SimWire which) {
        if (which == wire) {
            wire = null;
            rooms.values().forEach(held -> held.subscribed = false);
            world.time().within(200, this::connect);
        }
    }

    void send(String room) {
        String cid = user + "-" + sent++;
        outbox.put(cid, new ClientFrame.Send(cid, room, cid, Body.of(cid), null, null));
        flushOutbox();
    }

    /** Deletes something that it holds. */
    void delete(String room) {
        Long target = held(room).cids.isEmpty()
                ? null
                : held(room).cids.floorKey(1 + world.time().random().nextLong(held(room).seq));
        if (target != null) {
            String cid = user + "-" + sent++;
            outbox.put(cid, new ClientFrame.Delete(cid, room, target, cid));
            flushOutbox();
        }
    }

    /** Sends again whatever is unanswered, with the same cid. */
    void flushOutbox() {
        if (welcomed) {
            outbox.values().forEach(this::say);
        }
    }

    private void say(ClientFrame frame) {
        if (wire != null) {
            wire.fromClient(world.codec().write(frame));
        }
    }

    private void hear(SimWire from, byte[] bytes) {
        if (from != wire) {
            return;
        }
        switch (world.codec().read(bytes)) {
            case Entry entry -> show(entry);
            case ServerFrame.Welcome welcome -> {
                welcomed = true;
                welcome.subscribed().forEach(this::opened);
                flushOutbox();
            }
            case ServerFrame.Subscribed subscribed -> opened(subscribed);
            case ServerFrame.Refused refused -> {
                if (!refused.problem().code().temporary()) {
                    outbox.remove(refused.problem().cid());
                }
                opened(refused);
            }
            case ServerFrame.Reset reset -> reset(reset);
            case ServerFrame.Rewound rewound -> held(rewound.room()).repeatsBelow = held(rewound.room()).seq;
            case ServerFrame.Sent done -> outbox.remove(done.cid());
            default -> {}
        }
    }

    private void opened(ServerFrame.Opened opened) {
        if (opened instanceof ServerFrame.Subscribed subscribed && !Inbox.concerns(user, subscribed.room())) {
            Held held = held(subscribed.room());
            held.subscribed = true;
        } else if (opened instanceof ServerFrame.Refused refused && refused.id() == null) {
            world.time().within(100, this::cut);
        }
    }

    private void reset(ServerFrame.Reset reset) {
        Held held = held(reset.room());
        held.cids.tailMap(reset.next(), true).clear();
        held.deletions.tailMap(reset.next(), true).clear();
        held.epoch = reset.epoch();
        held.seq = reset.next() - 1;
    }

    private void show(Entry entry) {
        Held held = held(entry.room());
        world.check(held.subscribed, () -> user + " was shown " + entry + " before subscribed");
        if (entry.epoch() != held.epoch) {
            held.epoch = entry.epoch();
        }
        boolean told = entry.content() instanceof Content.Message message && message.body() != null;
        world.check(
                !told || !held.deletions.containsValue(entry.seq()),
                () -> user + " was shown " + entry + " after its deletion");
        if (entry.content() instanceof Content.Delete delete) {
            held.deletions.put(entry.seq(), delete.target());
        }
        if (entry.seq() <= held.seq) {
            world.check(entry.seq() <= held.repeatsBelow, () -> user + " was shown twice " + entry);
            ack(entry.room(), held);
            return;
        }
        world.check(entry.seq() == held.seq + 1, () -> user + " has " + held.seq + " and was shown " + entry);
        held.seq = entry.seq();
        held.cids.put(entry.seq(), entry.cid());
        ack(entry.room(), held);
    }

    private void ack(String room, Held held) {
        if (acks && world.time().random().nextDouble() < world.ackShare()) {
            long seq = held.seq;
            SimWire on = wire;
            world.time().within(world.ackDelay(), () -> {
                if (wire == on) {
                    say(new ClientFrame.Ack(null, room, seq));
                }
            });
        }
    }

    private Held held(String room) {
        return world.present(rooms.get(room));
    }

    boolean settled() {
        return outbox.isEmpty()
                && rooms.entrySet().stream().allMatch(room -> holdsTheLog(room.getKey(), room.getValue()));
    }

    private boolean holdsTheLog(String room, Held held) {
        return held.seq == world.head(room)
                && held.cids.tailMap(world.oldest(room)).entrySet().stream()
                        .allMatch(each -> each.getValue().equals(world.cid(room, each.getKey())));
    }

    /** Holds the log as it is now, from where it was last reset or began; what has been trimmed nobody can compare. */
    void checkAgainstTheLog() {
        rooms.forEach((room, held) -> {
            world.check(
                    held.seq == world.head(room), () -> user + " stands at " + held.seq + " of " + world.head(room));
            held.cids
                    .tailMap(world.oldest(room))
                    .forEach((seq, cid) -> world.check(
                            cid.equals(world.cid(room, seq)),
                            () -> user + " holds " + cid + " at " + seq + " of " + room));
            world.check(outbox.isEmpty(), () -> user + " has unanswered sends");
        });
    }
}
