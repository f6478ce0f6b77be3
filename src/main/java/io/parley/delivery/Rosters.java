package io.parley.delivery;

import io.parley.port.Rooms;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Member;
import io.vertx.core.AsyncResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Who belongs to rooms small enough for their members to see each other type, remembered until a change is heard of, and
 * in case it is not, as where joins are silent, for half a minute. Confined to its loop.
 */
final class Rosters {
    /** A room of more has, for what is asked here, nobody in it. */
    static final int MEMBERS = 64;

    private static final int REMEMBERED = 2_000;
    private static final long KEPT = 30_000_000_000L;
    /** Reads under way, and askers that wait for one of them; who comes beyond that is not answered. */
    private static final int ASKED = 64;

    private record Roster(Set<String> members, long readAt) {}

    private static final class Ask {
        private final List<Consumer<Set<String>>> waiting = new ArrayList<>(1);
        /** Something changed while the store was being read. */
        private boolean stale;
    }

    private final Rooms rooms;
    private final Executor loop;
    private final Map<String, Ask> asked = new HashMap<>();
    private final Map<String, Roster> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Roster> eldest) {
            return size() > REMEMBERED;
        }
    };

    Rosters(Rooms rooms, Executor loop) {
        this.rooms = rooms;
        this.loop = loop;
    }

    /** Those of one room are answered in the order in which they asked, at once where it is known; or never. */
    void with(String room, long now, Consumer<Set<String>> use) {
        Roster roster = known.get(room);
        Ask ask = asked.get(room);
        if (ask != null) {
            if (ask.waiting.size() < ASKED) {
                ask.waiting.add(use);
            }
        } else if (roster != null && now - roster.readAt < KEPT) {
            use.accept(roster.members);
        } else if (asked.size() < ASKED) {
            ask(room, now, use);
        }
    }

    private void ask(String room, long now, Consumer<Set<String>> use) {
        Ask ask = new Ask();
        ask.waiting.add(use);
        asked.put(room, ask);
        rooms.members(room, null, MEMBERS + 1)
                .onComplete(read -> loop.execute(() -> {
                    asked.remove(room);
                    answer(room, ask, now, read);
                }));
    }

    private void answer(String room, Ask ask, long now, AsyncResult<List<Member>> read) {
        if (read.failed()) {
            return;
        }
        Set<String> members = read.result().size() > MEMBERS
                ? Set.of()
                : read.result().stream().map(Member::user).collect(Collectors.toUnmodifiableSet());
        if (!ask.stale) {
            known.put(room, new Roster(members, now));
        }
        ask.waiting.forEach(use -> use.accept(members));
    }

    void hear(Entry entry) {
        boolean changes = entry.content() instanceof Content.Membership
                || (entry.content() instanceof Content.RoomChange change && change.deleted());
        if (changes) {
            known.remove(entry.room());
            Ask ask = asked.get(entry.room());
            if (ask != null) {
                ask.stale = true;
            }
        }
    }
}
