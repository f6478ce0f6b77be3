package io.parley.port;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Inbox;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The store as a fake: everything in memory, every future complete when it is returned, every commit told before that.
 * The same calls always lead to the same state. Any thread; one at a time.
 */
public final class MemoryStore implements TestStore {
    final Map<String, MemoryRoom> rooms = new TreeMap<>();
    final Map<String, Accounts.Account> accounts = new TreeMap<>();
    /** Ids of users who are no more. */
    final Set<String> deleted = new HashSet<>();

    final MemorySessions sessions = new MemorySessions(this);
    final InstantSource clock;
    private final MemoryOwed owed = new MemoryOwed(this);
    private final Consumer<Commit> committed;
    private final Log log = new MemoryLog(this);
    private final Rooms roomsPort = new MemoryRooms(this);
    private final MemoryAccounts accountsPort = new MemoryAccounts(this);
    private final ServiceKeys serviceKeys = new MemoryServiceKeys(this, accountsPort);
    private long epoch = 1;
    private long commits;
    private int readsToFail;
    private int appendsToRefuse;
    private int repliesToLose;

    /** With a clock that stands still. */
    public MemoryStore(Consumer<Commit> committed) {
        this(new ManualClock(), committed);
    }

    public MemoryStore(InstantSource clock, Consumer<Commit> committed) {
        this.clock = clock;
        this.committed = committed;
        rooms.put(Inbox.ALL, new MemoryRoom(Inbox.ALL, RoomKind.ANNOUNCEMENTS, epoch, now()));
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public Rooms rooms() {
        return roomsPort;
    }

    @Override
    public Search search() {
        return new MemorySearch(this);
    }

    @Override
    public Accounts accounts() {
        return accountsPort;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public Owed owed() {
        return owed;
    }

    /** The next {@code count} settlements of what is owed are not done, and fail as unavailable. */
    public synchronized void failSettlements(int count) {
        owed.failSettlements(count);
    }

    @Override
    public ServiceKeys serviceKeys() {
        return serviceKeys;
    }

    @Override
    public Catalog catalog() {
        return new MemoryCatalog(this);
    }

    @Override
    public synchronized void trim(String room, long oldest) {
        room(room).trim(oldest);
        commit(List.of());
    }

    @Override
    public synchronized void newEpoch() {
        epoch++;
        rooms.values().forEach(room -> room.fork(epoch));
        commit(List.of());
    }

    /** Loses what {@code room} holds above {@code last}, as a restored backup does, and begins a new epoch in every room. */
    public synchronized void forget(String room, long last) {
        rooms.put(room, room(room).upTo(last));
        newEpoch();
    }

    /** The next {@code count} reads of the log fail as unavailable. */
    public synchronized void failReads(int count) {
        readsToFail = count;
    }

    /** The next {@code count} appends are answered busy and store nothing. */
    public synchronized void refuseAppends(int count) {
        appendsToRefuse = count;
    }

    /** The next {@code count} appends are done, but their futures fail as unavailable. */
    public synchronized void loseReplies(int count) {
        repliesToLose = count;
    }

    @Override
    public void close() {}

    long epoch() {
        return epoch;
    }

    long commits() {
        return commits;
    }

    long now() {
        return clock.millis();
    }

    /** Null for a room that is not there, or not any more. */
    @Nullable
    MemoryRoom present(String id) {
        MemoryRoom room = rooms.get(id);
        return room == null || room.deleted() ? null : room;
    }

    Entry add(MemoryRoom room, String from, String cid, Content content) {
        owed.note(room, from, content, room.head() + 1);
        return room.add(from, cid, content, now());
    }

    /** Makes a member without an entry, where joins are silent. */
    Outcome enter(MemoryRoom room, String from, Content.Membership membership) {
        owed.note(room, from, membership, null);
        return room.enter(membership, now());
    }

    void commit(List<Entry> entries) {
        commit(entries, List.of());
    }

    void commit(List<Entry> entries, List<String> users) {
        committed.accept(new Commit(++commits, entries, users));
    }

    <T> Future<T> read(Supplier<T> query) {
        synchronized (this) {
            if (readsToFail > 0) {
                readsToFail--;
                return Future.failedFuture(unavailable());
            }
            return answer(query);
        }
    }

    Future<Outcome> append(Supplier<Outcome> write) {
        synchronized (this) {
            if (appendsToRefuse > 0) {
                appendsToRefuse--;
                return Future.succeededFuture(new Outcome.Busy(100));
            }
            Outcome outcome = write.get();
            if (repliesToLose > 0) {
                repliesToLose--;
                return Future.failedFuture(unavailable());
            }
            return Future.succeededFuture(outcome);
        }
    }

    <T> Future<T> answer(Supplier<T> task) {
        synchronized (this) {
            try {
                return Future.succeededFuture(task.get());
            } catch (Failure failure) {
                return Future.failedFuture(failure);
            }
        }
    }

    private MemoryRoom room(String id) {
        MemoryRoom room = rooms.get(id);
        if (room == null) {
            throw new IllegalArgumentException("no room " + id);
        }
        return room;
    }

    static Failure unavailable() {
        return Failure.of(Code.UNAVAILABLE, "the store does not answer");
    }
}
