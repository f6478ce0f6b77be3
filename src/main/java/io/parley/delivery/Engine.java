package io.parley.delivery;

import io.parley.port.Commit;
import io.parley.port.Heard;
import io.parley.port.Joiner;
import io.parley.port.Loop;
import io.parley.room.Entry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Delivery on one node: a hub and the tails of a share of the rooms on each loop, fed by the feed and by the heads beat. */
public final class Engine {
    private final Ports ports;
    private final Codecs codecs;
    private volatile Settings settings;
    private final int loops;
    private final long ringBytes;
    private final Set<Laws> laws;
    private final Reading reading;
    private final Users users;
    private final People people;
    private final SignedOut signedOut = new SignedOut();

    private final List<Hub> hubs = new ArrayList<>();
    private final List<Tails> tails = new ArrayList<>();
    private final List<Signs> signs = new ArrayList<>();
    private final Promise<Void> ready = Promise.promise();
    private final Heard heard = new Heard();

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean beating = new AtomicBoolean();

    /**
     * @param loops how many there will be, at most 64
     * @param ringBytes what the rings of the node may weigh together
     */
    public Engine(Ports ports, Codecs codecs, Settings settings, int loops, long ringBytes) {
        this(ports, codecs, settings, loops, ringBytes, Laws.all());
    }

    Engine(Ports ports, Codecs codecs, Settings settings, int loops, long ringBytes, Set<Laws> laws) {
        if (loops < 1 || loops > Long.SIZE) {
            throw new IllegalArgumentException("loops: " + loops);
        }
        this.ports = ports;
        this.codecs = codecs;
        this.settings = settings;
        this.loops = loops;
        this.ringBytes = ringBytes;
        this.laws = laws;
        ports.meter().gauge("parley_connections", connections::get);
        this.users = new Users(() -> this.settings.connectionsPerUser());
        this.reading = new Reading(ports.log(), ports.rooms());
        this.people = new People(this);
    }

    /** What an operator has changed, from now on; limits hold as a connection's welcome told them. Any thread. */
    public void adjust(Settings changed) {
        settings = changed;
    }

    /** A loop joins, once. Its hub serves when {@link #ready} is done. Any thread. */
    public synchronized Hub attach(Loop loop, Joiner joiner) {
        if (hubs.size() == loops) {
            throw new IllegalStateException("all " + loops + " loops are there already");
        }
        Hub hub = new Hub(hubs.size(), loop, joiner, this);
        hubs.add(hub);
        tails.add(new Tails(loop, ports.log(), codecs, new Rings(ringBytes / loops), laws));
        signs.add(new Signs(loop, ports, new Whispers(users, codecs)));
        if (hubs.size() == loops) {
            tails.forEach(each -> each.connect(hubs));
            ready.complete();
        }
        return hub;
    }

    /** Done when every loop is there. */
    public Future<Void> ready() {
        return ready.future();
    }

    /** The store has committed. Any thread, before or after {@link #ready}. */
    public void hear(Commit commit) {
        heard.tell(commit.number());
        if (!ready.future().isComplete() || commit.entries().isEmpty()) {
            return;
        }
        List<List<Entry>> shares = new ArrayList<>();
        tails.forEach(each -> shares.add(new ArrayList<>()));
        commit.entries().forEach(entry -> shares.get(share(entry.room())).add(entry));
        for (int i = 0; i < loops; i++) {
            List<Entry> share = shares.get(i);
            if (!share.isEmpty()) {
                Tails those = tails.get(i);
                Signs signsThere = signs.get(i);
                those.loop().execute(() -> {
                    those.hear(share);
                    signsThere.hear(share);
                });
            }
        }
    }

    /**
     * The heads beat: asks the store what it has committed, and where the feed told less, how far the rooms of interest
     * reach. Pumps whatever waits for the store. One at a time; a beat during another does nothing.
     */
    public Future<Void> beat() {
        if (!ready.future().isComplete() || !beating.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        tails.forEach(each -> each.loop().execute(each::pumpStalled));
        hubs.forEach(hub -> hub.loop().execute(hub::pumpStalled));
        return ports.log()
                .commits()
                .compose(committed -> heard.lacks(committed) ? seeHeads(committed) : Future.<Void>succeededFuture())
                .onComplete(beat -> beating.set(false));
    }

    private Future<Void> seeHeads(long committed) {
        ports.meter().count("parley_beat_repairs");
        List<Future<Void>> asked = new ArrayList<>();
        for (Tails those : tails) {
            Promise<Void> seen = Promise.promise();
            asked.add(seen.future());
            those.loop().execute(() -> those.lookUp().onComplete(seen));
        }
        return Future.all(asked).map(all -> {
            heard.lookedUp(committed);
            return null;
        });
    }

    /** A connection comes; whether it may stay. It counts until {@link #dismiss}. */
    boolean admit() {
        return connections.incrementAndGet() <= settings.connections()
                && ready.future().isComplete();
    }

    void dismiss() {
        connections.decrementAndGet();
    }

    Users users() {
        return users;
    }

    SignedOut signedOut() {
        return signedOut;
    }

    /** What people see of each other. */
    public People people() {
        return people;
    }

    /** Where a room's signs are, and a user's. */
    Signs signs(String key) {
        return signs.get(share(key));
    }

    /** A bell, on the loop. */
    void look(int hub, long now) {
        signs.get(hub).look(now);
    }

    Tails tails(String room) {
        return tails.get(share(room));
    }

    private int share(String room) {
        return Math.floorMod(room.hashCode(), loops);
    }

    Reading reading() {
        return reading;
    }

    Ports ports() {
        return ports;
    }

    Codecs codecs() {
        return codecs;
    }

    Settings settings() {
        return settings;
    }

    boolean keeps(Laws law) {
        return laws.contains(law);
    }
}
