package io.parley.cache;

import io.parley.port.Accounts;
import io.parley.port.Catalog;
import io.parley.port.Commit;
import io.parley.port.Heard;
import io.parley.port.Log;
import io.parley.port.Meter;
import io.parley.port.Rooms;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What one node remembers of its store. It must {@link #hear} every commit, those of this node before anybody is told of
 * them, and {@link #look} twice a second. Every change of a room or of who belongs to it has to be an entry. Any thread.
 */
public final class Caches {
    private final Lease lease;
    private final InstantSource clock;
    private final CachedRooms.Remembered rooms;
    private final Answers<String, Accounts.Account> accounts;
    private final KnownIds users;
    private final Heard heard = new Heard();
    private final AtomicBoolean looking = new AtomicBoolean();
    /** A commit that had not been heard of when it was first asked for; 0 where there is none. */
    private volatile long missed;

    /**
     * @param clock the store's
     * @param nanoTime as {@link System#nanoTime}
     */
    public Caches(CacheSettings settings, InstantSource clock, LongSupplier nanoTime, Meter meter) {
        this.lease = new Lease(nanoTime);
        this.clock = clock;
        this.rooms = new CachedRooms.Remembered(
                new Answers<>("rooms", settings.rooms(), lease, meter),
                new Answers<>("seats", settings.rooms(), lease, meter),
                new KnownIds("rooms", settings.idBytes(), lease, meter));
        this.accounts = new Answers<>("accounts", settings.accounts(), lease, meter);
        this.users = new KnownIds("users", settings.idBytes(), lease, meter);
    }

    public Rooms over(Rooms store) {
        return new CachedRooms(store, rooms, clock);
    }

    public Accounts over(Accounts store) {
        return new CachedAccounts(store, accounts, users);
    }

    /** Learns in the background which ids there are; done when the store has said where it stands. Once, and first. */
    public Future<Void> open(Log log, Catalog catalog) {
        long now = lease.now();
        return log.commits().map(committed -> {
            heard.lookedUp(committed);
            lease.confirm(now);
            readIds(catalog);
            return null;
        });
    }

    private void readIds(Catalog catalog) {
        rooms.ids().read(catalog::rooms);
        users.read(catalog::users);
    }

    /** Never blocks, never fails. In any order, and as often as one likes. */
    public void hear(Commit commit) {
        commit.entries().forEach(this::hear);
        for (String user : commit.users()) {
            users.add(user);
            accounts.forget(user);
        }
        heard.tell(commit.number());
    }

    private void hear(Entry entry) {
        if (entry.seq() == 1) {
            rooms.ids().add(entry.room());
            rooms.rooms().forget(entry.room());
        }
        switch (entry.content()) {
            case Content.RoomChange change -> rooms.rooms().forget(entry.room());
            case Content.Membership membership -> {
                rooms.rooms().forget(entry.room());
                rooms.seats().forget(new CachedRooms.Whose(entry.room(), membership.member()));
            }
            default -> {}
        }
    }

    /**
     * The heads beat: asks which commit was the last. Where one was not heard of, what is remembered is not confirmed; where
     * it still was not by the next beat, all is forgotten and the ids are read again. One at a time.
     */
    public Future<Void> look(Log log, Catalog catalog) {
        if (!looking.compareAndSet(false, true)) {
            return Future.succeededFuture();
        }
        long now = lease.now();
        return log.commits()
                .<Void>map(committed -> {
                    if (!heard.lacks(committed)) {
                        missed = 0;
                        lease.confirm(now);
                    } else if (missed != 0 && heard.lacks(missed)) {
                        forgetAll(committed, now);
                        readIds(catalog);
                    } else {
                        missed = committed;
                    }
                    rooms.ids().readAgainIfFailed(catalog::rooms);
                    users.readAgainIfFailed(catalog::users);
                    return null;
                })
                .onComplete(looked -> looking.set(false));
    }

    private void forgetAll(long committed, long now) {
        missed = 0;
        rooms.rooms().forgetAll();
        rooms.seats().forgetAll();
        accounts.forgetAll();
        heard.lookedUp(committed);
        lease.confirm(now);
    }
}
