package io.parley.delivery;

import io.parley.protocol.ClientFrame;
import io.parley.protocol.CloseReason;
import io.parley.protocol.ServerFrame;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One connection's part in what people see of each other. Confined to the session's loop. */
final class Attendance {
    private final Session session;
    private final Engine engine;
    private final String user;
    private Set<String> watched = Set.of();
    /** By room, how far the user has read on another device, while the wire was full. */
    private final Map<String, Long> unsaid = new LinkedHashMap<>(0);

    Attendance(Session session, String user) {
        this.session = session;
        this.engine = session.hub().engine();
        this.user = user;
    }

    void begin() {
        of(user, presences -> presences.join(user, session));
    }

    void end() {
        of(user, presences -> presences.leave(user, session));
        watch(Set.of());
        unsaid.clear();
    }

    private void of(String whom, Consumer<Presences> task) {
        Signs signs = engine.signs(whom);
        signs.loop().execute(() -> task.accept(signs.presences()));
    }

    void type(ClientFrame.Typing typing) {
        Signs signs = engine.signs(typing.room());
        signs.loop()
                .execute(() -> signs.typists()
                        .hear(typing.room(), user, typing.on(), signs.loop().nanoTime()));
    }

    void acked(String room, long seq) {
        Signs signs = engine.signs(room);
        long at = engine.ports().clock().getAsLong();
        signs.loop()
                .execute(() ->
                        signs.receipts().acked(room, user, seq, at, signs.loop().nanoTime()));
    }

    /** A watch replaces the one before. What is known of those it names follows. */
    void attend(ClientFrame.Presence ask) {
        String status = ask.status();
        List<String> watch = ask.watch();
        if (status != null) {
            of(user, presences -> presences.set(user, session, status));
        } else if (watch != null) {
            watch(new LinkedHashSet<>(watch));
            Hop.to(session.hub().loop(), engine.people().presence(user, watch)).onSuccess(this::show);
        }
    }

    private void show(List<ServerFrame.Presence> presences) {
        for (ServerFrame.Presence presence : presences) {
            if (session.wire().writable() && watched.contains(presence.user())) {
                session.write(presence);
            }
        }
    }

    private void watch(Set<String> users) {
        Set<String> before = watched;
        watched = users;
        before.stream()
                .filter(each -> !users.contains(each))
                .forEach(each -> of(each, presences -> presences.unwatch(each, session)));
        users.stream()
                .filter(each -> !before.contains(each))
                .forEach(each -> of(each, presences -> presences.watch(each, session, user)));
    }

    /** On another device, the user has read so far. Not lost: what does not go out now goes out later. */
    void haveRead(String room, long seq) {
        if (session.isClosed()) {
            return;
        }
        unsaid.merge(room, seq, Math::max);
        writable();
        if (unsaid.size() > session.hub().limits().rooms()) {
            session.close(CloseReason.UNRESPONSIVE);
        }
    }

    void writable() {
        while (!unsaid.isEmpty() && session.wire().writable()) {
            Map.Entry<String, Long> first = unsaid.entrySet().iterator().next();
            unsaid.remove(first.getKey());
            session.write(new ServerFrame.Receipt(first.getKey(), user, null, first.getValue()));
        }
    }
}
