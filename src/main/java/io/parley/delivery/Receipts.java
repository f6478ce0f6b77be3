package io.parley.delivery;

import io.parley.port.Standing;
import io.parley.protocol.ServerFrame;
import io.parley.room.Content;
import io.parley.room.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far the members of small rooms have been shown, and have read, the rooms of one loop. The others are told at most
 * once a second. In memory alone: of what was before this node's start, or of a room that many others have pushed out,
 * nothing is known. Confined to its loop.
 */
final class Receipts {
    /** In a room of more, nobody keeps count. */
    static final int MEMBERS = 32;

    private static final int ROOMS = 2_000;

    /** One member's. */
    private static final class Marks {
        private final String room;
        private final String user;
        private final Trail acked = new Trail();
        private final Trail read = new Trail();
        private long toldAt;

        private Marks(String room, String user, long now) {
            this.room = room;
            this.user = user;
            this.toldAt = now - Signs.PACE;
        }
    }

    /** When a member had been shown an entry, and had read it, at the latest; null where it is not known to be so. */
    record Seen(@Nullable Long acked, @Nullable Long read) {
        static final Seen NOT = new Seen(null, null);
    }

    private final Rosters rosters;
    private final Whispers whispers;
    private final Map<String, Map<String, Marks>> rooms = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Marks>> eldest) {
            return size() > ROOMS;
        }
    };
    private final Set<Marks> due = new LinkedHashSet<>();

    Receipts(Rosters rosters, Whispers whispers) {
        this.rosters = rosters;
        this.whispers = whispers;
    }

    /** Whether what such a subscriber acks is worth telling. */
    static boolean counts(Standing standing) {
        return standing.member() != null && standing.room().members() <= MEMBERS;
    }

    /** @param at Unix milliseconds */
    void acked(String room, String user, long seq, long at, long now) {
        mark(room, user, now, marks -> marks.acked.move(seq, at));
    }

    /** @param at Unix milliseconds */
    void read(String room, String user, long seq, long at, long now) {
        mark(room, user, now, marks -> marks.read.move(seq, at));
    }

    private interface Move {
        boolean of(Marks marks);
    }

    private void mark(String room, String user, long now, Move move) {
        rosters.with(room, now, members -> {
            if (members.size() <= MEMBERS && members.contains(user)) {
                Marks marks = rooms.computeIfAbsent(room, name -> new HashMap<>())
                        .computeIfAbsent(user, name -> new Marks(room, user, now));
                if (move.of(marks)) {
                    due.add(marks);
                }
            }
        });
    }

    void look(long now) {
        List<Marks> ripe =
                due.stream().filter(marks -> now - marks.toldAt >= Signs.PACE).toList();
        for (Marks marks : ripe) {
            due.remove(marks);
            marks.toldAt = now;
            rosters.with(marks.room, now, members -> tell(members, marks));
        }
    }

    private void tell(Set<String> members, Marks marks) {
        if (members.size() > MEMBERS || !members.contains(marks.user)) {
            return;
        }
        List<String> others = new ArrayList<>(members);
        others.remove(marks.user);
        ServerFrame receipt =
                new ServerFrame.Receipt(marks.room, marks.user, known(marks.acked.seq()), known(marks.read.seq()));
        whispers.say(whispers.of(others), marks.room, receipt);
    }

    private static @Nullable Long known(long seq) {
        return seq == 0 ? null : (Long) seq;
    }

    /** What is known of those who have been shown the entry or have read it. */
    Map<String, Seen> of(String room, long seq) {
        Map<String, Seen> seen = new HashMap<>();
        rooms.getOrDefault(room, Map.of())
                .forEach((user, marks) -> seen.put(user, new Seen(marks.acked.reached(seq), marks.read.reached(seq))));
        return seen;
    }

    /** Who has gone leaves nothing behind. */
    void hear(Entry entry) {
        if (entry.content() instanceof Content.Membership membership) {
            Map<String, Marks> members = rooms.get(entry.room());
            if (members != null && Audience.ending(membership.change()) != null) {
                members.remove(membership.member());
            }
        } else if (entry.content() instanceof Content.RoomChange change && change.deleted()) {
            rooms.remove(entry.room());
        }
    }
}
