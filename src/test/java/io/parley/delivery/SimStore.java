package io.parley.delivery;

import io.parley.port.Append;
import io.parley.port.Commit;
import io.parley.port.Log;
import io.parley.port.Outcome;
import io.parley.port.Standing;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Fork;
import io.parley.room.Head;
import io.parley.room.History;
import io.parley.room.Joins;
import io.parley.room.Member;
import io.parley.room.Page;
import io.parley.room.Role;
import io.parley.room.Room;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that takes its time, fails now and then, answers what was true when it looked, and can be told to forget.
 * Everybody is a member of every room.
 */
final class SimStore extends UnlistedRooms implements Log {
    /** One room's log. {@code entries.get(0)} has seq 1; those below {@code oldest} are gone. */
    private static final class Stored {
        private final List<Entry> entries = new ArrayList<>();
        private final List<Fork> forks = new ArrayList<>();
        private long oldest = 1;

        long head() {
            return entries.size();
        }
    }

    private final SimTime time;
    private final Consumer<Commit> committed;
    private final Map<String, Stored> rooms = new HashMap<>();
    final SimMembers members = new SimMembers();
    private long epoch = 1;
    private long commits;
    private double failing;
    private long entriesRead;
    private Runnable afterStanding = () -> {};

    SimStore(SimTime time, Consumer<Commit> committed) {
        this.time = time;
        this.committed = committed;
    }

    void open(String room) {
        rooms.put(room, new Stored());
    }

    void failing(double share) {
        failing = share;
    }

    /** What happens right after somebody's standing has been looked at. */
    void afterStanding(Runnable happening) {
        afterStanding = happening;
    }

    /** An entry told to nobody. */
    void put(String room, Content content) {
        List<Entry> entries = stored(room).entries;
        entries.add(new Entry(room, epoch, entries.size() + 1L, 0, "somebody", "p" + entries.size(), content));
    }

    /** So many entries at once, told to nobody. */
    void fill(String room, int count) {
        Content content = new Content.Message(Body.of("x"), null, null);
        for (int i = 0; i < count; i++) {
            put(room, content);
        }
    }

    /** How many entries have been read in pages. */
    long entriesRead() {
        return entriesRead;
    }

    void trimTo(String room, long oldest) {
        stored(room).oldest = oldest;
    }

    void trim(String room) {
        Stored stored = stored(room);
        stored.oldest += time.random().nextLong(stored.head() - stored.oldest + 2);
    }

    /** A standby takes over that lacks the last commits. */
    void forget() {
        long ended = epoch++;
        commits++;
        rooms.values().forEach(stored -> {
            long lost = Math.min(time.random().nextInt(4), stored.head() - stored.oldest + 1);
            stored.entries
                    .subList(stored.entries.size() - (int) lost, stored.entries.size())
                    .clear();
            stored.forks.add(new Fork(ended, stored.head()));
        });
    }

    long epoch() {
        return epoch;
    }

    long oldest(String room) {
        return stored(room).oldest;
    }

    List<Entry> entries(String room) {
        return stored(room).entries;
    }

    private Stored stored(String room) {
        return Optional.ofNullable(rooms.get(room)).orElseThrow();
    }

    /** Looks at one moment and answers at a later one. */
    private <T extends @Nullable Object> Future<T> slowly(Supplier<T> look) {
        Promise<T> promise = Promise.promise();
        time.within(time.random().nextBoolean() ? 10 : 0, () -> {
            if (time.random().nextDouble() < failing) {
                time.within(20, () -> promise.fail(Failure.of(Code.UNAVAILABLE, "the store did not answer")));
                return;
            }
            T seen = look.get();
            time.within(10, () -> promise.complete(seen));
        });
        return promise.future();
    }

    @Override
    public Future<Outcome> append(Append append) {
        Promise<Outcome> promise = Promise.promise();
        time.within(5, () -> {
            Outcome outcome = store(append);
            Future<Outcome> told = time.random().nextDouble() < failing
                    ? Future.failedFuture(Failure.of(Code.UNAVAILABLE, "the outcome is unknown"))
                    : Future.succeededFuture(outcome);
            time.within(5, () -> told.onComplete(promise));
        });
        return promise.future();
    }

    private Outcome store(Append append) {
        Stored stored = stored(append.room());
        Outcome known = known(append);
        if (known != null) {
            return known;
        }
        if (append.content().targets().stream().anyMatch(target -> target > stored.head())) {
            return new Outcome.Unfit(append.content().targets().getFirst(), Outcome.Unfit.Fault.NO_MESSAGE);
        }
        Entry entry = new Entry(
                append.room(), epoch, stored.head() + 1, time.now(), append.from(), append.cid(), append.content());
        stored.entries.add(entry);
        if (entry.content() instanceof Content.Delete delete) {
            stored.entries.replaceAll(each -> each.content().tells(delete.target(), each.seq())
                    ? each.with(each.content().redacted())
                    : each);
        }
        committed.accept(new Commit(++commits, List.of(entry)));
        return new Outcome.Stored(epoch, entry.seq(), entry.at(), false);
    }

    private @Nullable Outcome known(Append append) {
        return entries(append.room()).stream()
                .filter(entry ->
                        entry.from().equals(append.from()) && entry.cid().equals(append.cid()))
                .findFirst()
                .map(entry -> new Outcome.Stored(epoch, entry.seq(), entry.at(), true))
                .orElse(null);
    }

    @Override
    public Future<@Nullable Outcome> find(Append append) {
        return Future.succeededFuture(known(append));
    }

    @Override
    public Future<Page> after(String room, long after, int limit, int maxBytes) {
        int pages = 1 + time.random().nextInt(Math.min(limit, 10));
        return slowly(() -> {
            Stored stored = stored(room);
            long from = Math.max(after + 1, stored.oldest);
            List<Entry> page = new ArrayList<>();
            for (long seq = from; seq <= stored.head() && page.size() < pages; seq++) {
                Entry entry = stored.entries.get((int) seq - 1);
                page.add(new Entry(room, epoch, seq, entry.at(), entry.from(), entry.cid(), entry.content()));
            }
            entriesRead += page.size();
            return new Page(epoch, stored.oldest, stored.head(), 0, page);
        });
    }

    @Override
    public Future<Page> before(String room, long before, int limit, int maxBytes) {
        return Future.failedFuture("nobody looks back here");
    }

    @Override
    public Future<@Nullable History> history(String room) {
        return slowly(() -> rooms.containsKey(room) ? look(room) : null);
    }

    private History look(String room) {
        Stored stored = stored(room);
        return new History(epoch, stored.oldest, stored.head(), stored.forks);
    }

    @Override
    public Future<Long> commits() {
        return slowly(() -> commits);
    }

    @Override
    public Future<Map<String, Head>> heads(Collection<String> asked) {
        return slowly(() -> {
            Map<String, Head> heads = new HashMap<>();
            asked.stream()
                    .filter(rooms::containsKey)
                    .forEach(
                            room -> heads.put(room, new Head(epoch, stored(room).head())));
            return heads;
        });
    }

    @Override
    public Future<@Nullable Standing> standing(String room, String user) {
        return standings(List.of(room), user).map(found -> found.get(room));
    }

    @Override
    public Future<Map<String, Standing>> standings(Collection<String> asked, String user) {
        return slowly(() -> {
            Map<String, Standing> standings = new HashMap<>();
            for (String room : asked) {
                if (rooms.containsKey(room)) {
                    standings.put(room, stand(room, user));
                    afterStanding.run();
                }
            }
            return standings;
        });
    }

    private Standing stand(String room, String user) {
        Room about = new Room(
                room, room, null, RoomKind.PUBLIC, 0, 0, members.of(room).size(), 0, Joins.LOGGED);
        return new Standing(about, look(room), new Member(user, Role.MEMBER, 0, null), 0, 0, 0);
    }

    @Override
    public Future<List<Member>> members(String room, @Nullable String afterUser, int limit) {
        return slowly(() -> members.of(room).stream()
                .map(user -> new Member(user, Role.MEMBER, 0, null))
                .limit(limit)
                .toList());
    }

    @Override
    public Future<Set<String>> company(String user, int most, int limit) {
        return slowly(() -> members.company(user, most));
    }

    @Override
    public Future<Set<String>> acquainted(String user, Collection<String> others) {
        return slowly(() -> {
            Set<String> with = members.company(user, Integer.MAX_VALUE);
            with.retainAll(others);
            return with;
        });
    }

    @Override
    public Future<Long> read(String room, String user, long seq) {
        return Future.succeededFuture(Math.min(seq, stored(room).head()));
    }
}
