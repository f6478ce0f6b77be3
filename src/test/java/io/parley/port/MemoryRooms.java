package io.parley.port;

import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Excerpt;
import io.parley.room.Item;
import io.parley.room.Joins;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.parley.room.Span;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rooms of the {@link MemoryStore}. */
final class MemoryRooms implements Rooms {
    private final MemoryStore store;
    /** By creator and cid. */
    private final Map<List<String>, NewRoom> wishes = new HashMap<>();
    /** By the two members. */
    private final Map<Set<String>, String> direct = new HashMap<>();

    MemoryRooms(MemoryStore store) {
        this.store = store;
    }

    @Override
    public Future<Creation> create(NewRoom wish) {
        return store.answer(() -> {
            List<Entry> entries = new ArrayList<>();
            Creation creation = create(wish, entries);
            store.commit(entries);
            return creation;
        });
    }

    private Creation create(NewRoom wish, List<Entry> entries) {
        List<String> key = wish.cid() == null ? null : List.of(wish.creator(), wish.cid());
        NewRoom before = key == null ? null : wishes.get(key);
        if (before != null) {
            return before.equals(wish) ? duplicate(before.id(), wish.creator()) : new Creation.Reused();
        }
        for (String user : new TreeMap<>(wish.members()).keySet()) {
            if (!store.accounts.containsKey(user)) {
                return new Creation.NoUser(user);
            }
        }
        String existing =
                wish.kind() == RoomKind.DIRECT ? direct.get(wish.members().keySet()) : null;
        if (existing != null) {
            if (key != null) {
                wishes.put(key, wish);
            }
            return duplicate(existing, wish.creator());
        }
        if (store.rooms.containsKey(wish.id())) {
            return new Creation.Taken();
        }
        if (key != null) {
            wishes.put(key, wish);
        }
        if (wish.kind() == RoomKind.DIRECT) {
            direct.put(wish.members().keySet(), wish.id());
        }
        MemoryRoom room = new MemoryRoom(wish.id(), wish.kind(), store.epoch(), store.now(), wish.joins());
        store.rooms.put(wish.id(), room);
        begin(room, wish, entries);
        return new Creation.Created(room.standing(wish.creator()), false);
    }

    private void begin(MemoryRoom room, NewRoom wish, List<Entry> entries) {
        Content first = new Content.RoomChange(wish.name(), null, wish.kind(), false);
        entries.add(store.add(room, wish.creator(), "~created", first));
        TreeMap<String, Role> others = new TreeMap<>(wish.members());
        Role own = others.remove(wish.creator());
        if (own != null) {
            join(room, wish, entries, new Content.Membership(wish.creator(), Change.JOINED, own, null));
        }
        others.forEach(
                (user, role) -> join(room, wish, entries, new Content.Membership(user, Change.ADDED, role, null)));
    }

    private void join(MemoryRoom room, NewRoom wish, List<Entry> entries, Content.Membership membership) {
        if (wish.joins() == Joins.SILENT) {
            store.enter(room, wish.creator(), membership);
        } else {
            entries.add(store.add(room, wish.creator(), "~created." + entries.size(), membership));
        }
    }

    private Creation duplicate(String id, String user) {
        return new Creation.Created(Objects.requireNonNull(store.rooms.get(id)).standing(user), true);
    }

    @Override
    public Future<@Nullable Standing> standing(String id, String user) {
        return store.answer(() -> {
            MemoryRoom room = store.present(id);
            return room == null ? null : room.standing(user);
        });
    }

    @Override
    public Future<@Nullable Place> place(String id, String user) {
        return store.answer(() -> {
            MemoryRoom room = store.present(id);
            return room == null ? null : room.place(user, store.now());
        });
    }

    @Override
    public Future<Map<String, Standing>> standings(Collection<String> ids, String user) {
        return store.answer(() -> {
            Map<String, Standing> standings = new HashMap<>();
            for (String id : ids) {
                MemoryRoom room = store.present(id);
                if (room != null) {
                    standings.put(id, room.standing(user));
                }
            }
            return standings;
        });
    }

    @Override
    public Future<Excerpt> messages(String id, String user, Span span) {
        return store.answer(() -> {
            MemoryRoom room = store.present(id);
            if (room == null) {
                throw Failure.of(Code.NOT_FOUND, "there is no such room");
            }
            return room.messages(user, span);
        });
    }

    @Override
    public Future<List<Listed>> of(String user, int offset, int limit) {
        return store.answer(() -> store.rooms.values().stream()
                .filter(room -> !room.deleted() && room.members().containsKey(user))
                .sorted(Comparator.comparingLong(MemoryRoom::lastAt).reversed())
                .skip(offset)
                .limit(limit)
                .map(room -> new Listed(room.standing(user), last(room, user)))
                .toList());
    }

    private static @Nullable Item last(MemoryRoom room, String user) {
        List<Item> last = room.messages(user, new Span(room.head(), 1, 0, Integer.MAX_VALUE))
                .items();
        return last.isEmpty() ? null : last.getFirst();
    }

    @Override
    public Future<List<Standing>> open(String user, String query, @Nullable String afterId, int limit) {
        return store.answer(() -> store.rooms.entrySet().stream()
                .filter(room -> !room.getValue().deleted())
                .filter(room -> room.getValue().bannedUntil(user, store.now()) == 0)
                .filter(room -> afterId == null || room.getKey().compareTo(afterId) > 0)
                .map(room -> room.getValue().standing(user))
                .filter(standing -> standing.room().kind() == RoomKind.PUBLIC)
                .filter(standing -> contains(standing.room().name(), query)
                        || contains(standing.room().id(), query))
                .limit(limit)
                .toList());
    }

    @Override
    public Future<List<Member>> members(String id, @Nullable String afterUser, int limit) {
        return store.answer(() -> {
            MemoryRoom room = store.present(id);
            return room == null
                    ? List.of()
                    : room.members().tailMap(afterUser == null ? "" : afterUser, false).values().stream()
                            .limit(limit)
                            .toList();
        });
    }

    @Override
    public Future<Boolean> banned(String id, String user) {
        return store.answer(() -> {
            MemoryRoom room = store.present(id);
            return room != null && room.bannedUntil(user, store.now()) != 0;
        });
    }

    @Override
    public Future<Map<String, Long>> reads(String id, Collection<String> users) {
        return store.answer(() -> {
            MemoryRoom room = store.present(id);
            Map<String, Long> reads = new HashMap<>();
            if (room != null) {
                users.forEach(user -> reads.put(user, room.standing(user).readSeq()));
                reads.values().removeIf(seq -> seq == 0);
            }
            return reads;
        });
    }

    @Override
    public Future<Set<String>> company(String user, int members, int limit) {
        return store.answer(() -> shared(user)
                .filter(room -> room.members().size() <= members)
                .flatMap(room -> room.members().keySet().stream())
                .filter(other -> !other.equals(user))
                .distinct()
                .limit(limit)
                .collect(Collectors.toSet()));
    }

    @Override
    public Future<Set<String>> acquainted(String user, Collection<String> others) {
        return store.answer(() -> shared(user)
                .flatMap(room -> room.members().keySet().stream())
                .filter(other -> !other.equals(user) && others.contains(other))
                .collect(Collectors.toSet()));
    }

    private Stream<MemoryRoom> shared(String user) {
        return store.rooms.values().stream()
                .filter(room -> !room.deleted() && room.members().containsKey(user));
    }

    @Override
    public Future<Long> read(String id, String user, long seq) {
        return store.answer(() -> {
            MemoryRoom room = store.present(id);
            if (room == null) {
                throw Failure.of(Code.NOT_FOUND, "there is no such room");
            }
            room.read(user, seq);
            store.commit(List.of());
            return room.standing(user).readSeq();
        });
    }

    private static boolean contains(String text, String query) {
        return text.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }
}
