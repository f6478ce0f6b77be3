package io.parley.delivery;

import io.parley.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is typing in the rooms of one loop. The others of a small room are told at once, and then at most once a second for
 * each typist what has become of it. Confined to its loop.
 */
final class Typists {
    private static final int MOST = 10_000;
    private static final long LASTS = 6_000_000_000L;

    private record Key(String room, String user) {}

    private static final class Typing {
        private boolean on;
        /** When it ends by itself. */
        private long until;
        /** Whether there is something to tell. */
        private boolean due;

        private boolean told;
        private long toldAt;

        private Typing(long now) {
            toldAt = now - Signs.PACE;
        }
    }

    private final Rosters rosters;
    private final Whispers whispers;
    private final Map<Key, Typing> typists = new LinkedHashMap<>();

    Typists(Rosters rosters, Whispers whispers) {
        this.rosters = rosters;
        this.whispers = whispers;
    }

    /** Beyond a number of typists that people do not reach, others are not noticed. */
    void hear(String room, String user, boolean on, long now) {
        Key key = new Key(room, user);
        Typing typing = typists.get(key);
        if (typing == null) {
            if (!on || typists.size() >= MOST) {
                return;
            }
            typing = new Typing(now);
            typists.put(key, typing);
        }
        typing.on = on;
        typing.until = now + LASTS;
        typing.due = on || typing.told;
        tellIfDue(key, typing, now);
    }

    void look(long now) {
        typists.entrySet().removeIf(entry -> {
            Typing typing = entry.getValue();
            if (typing.on && now >= typing.until) {
                typing.on = false;
                typing.due = typing.told;
            }
            tellIfDue(entry.getKey(), typing, now);
            return !typing.on && !typing.due && now - typing.toldAt >= Signs.PACE;
        });
    }

    private void tellIfDue(Key key, Typing typing, long now) {
        if (!typing.due || now - typing.toldAt < Signs.PACE) {
            return;
        }
        typing.due = false;
        typing.told = typing.on;
        typing.toldAt = now;
        ServerFrame frame = new ServerFrame.Typing(key.room, key.user, typing.on);
        rosters.with(key.room, now, members -> tellOthers(members, key, frame));
    }

    private void tellOthers(Set<String> members, Key key, ServerFrame frame) {
        if (members.contains(key.user)) {
            List<String> others = new ArrayList<>(members);
            others.remove(key.user);
            whispers.say(whispers.of(others), key.room, frame);
        }
    }
}
