package io.parley.delivery;

import io.parley.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what may be lost: a connection whose wire is full is not told, and nothing is kept for it. Any thread. */
final class Whispers {
    private final Users users;
    private final Codecs codecs;

    Whispers(Users users, Codecs codecs) {
        this.users = users;
        this.codecs = codecs;
    }

    /** One frame, encoded once for each codec that somebody wants it in. Confined to the loop that says it. */
    static final class Whisper {
        private final Codecs codecs;
        private final ServerFrame frame;
        private final Map<Integer, byte[]> encoded = new HashMap<>(2);

        private Whisper(Codecs codecs, ServerFrame frame) {
            this.codecs = codecs;
            this.frame = frame;
        }

        byte[] bytes(int codec) {
            return encoded.computeIfAbsent(codec, index -> codecs.get(index).encode(frame));
        }
    }

    /** The connections that these have here. */
    List<Session> of(Collection<String> people) {
        List<Session> all = new ArrayList<>();
        people.forEach(user -> all.addAll(users.of(user)));
        return all;
    }

    /** @param room only those are told that are subscribed to it; null for all of them */
    void say(Collection<Session> sessions, @Nullable String room, ServerFrame frame) {
        Map<Hub, List<Session>> byHub = new HashMap<>();
        sessions.forEach(session ->
                byHub.computeIfAbsent(session.hub(), hub -> new ArrayList<>()).add(session));
        byHub.forEach((hub, those) -> hub.loop().execute(() -> {
            Whisper whisper = new Whisper(codecs, frame);
            those.forEach(session -> session.whisper(room, whisper));
        }));
    }
}
