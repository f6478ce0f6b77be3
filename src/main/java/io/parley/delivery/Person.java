package io.parley.delivery;

import io.parley.protocol.ServerFrame;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One who is there, on one device or several: away when all of them are, and not to be disturbed when that was set last,
 * on any of them. Who goes counts as there for a while yet, so that a reconnect is not noticed. Confined to its loop.
 */
final class Person {
    static final String ONLINE = "online";
    static final String AWAY = "away";
    static final String DND = "dnd";
    static final String OFFLINE = "offline";
    private static final long LINGER = 8_000_000_000L;

    private final String user;
    /** By connection, whether it is away. */
    private final Map<Session, Boolean> devices = new HashMap<>(2);

    private boolean disturbable = true;
    /** What it was when the last device went, and when that was. */
    private String lingering = OFFLINE;

    private long emptySince;
    /** Unix milliseconds. */
    private long lastSeen;
    /** What others were told last; before that, what they take for granted. */
    private String told = OFFLINE;

    private String toldBefore = OFFLINE;
    private long toldAt;
    private boolean telling;

    Person(String user, long now) {
        this.user = user;
        this.emptySince = now;
        this.toldAt = now - Signs.PACE;
    }

    String user() {
        return user;
    }

    void join(Session device) {
        devices.put(device, false);
    }

    /** @param at Unix milliseconds */
    void leave(Session device, long now, long at) {
        String before = status(now);
        if (devices.remove(device) != null && devices.isEmpty()) {
            lingering = before;
            emptySince = now;
            lastSeen = at;
        }
    }

    /** False when the device has gone. */
    boolean set(Session device, String status) {
        boolean there = devices.replace(device, status.equals(AWAY)) != null;
        if (there) {
            disturbable = !status.equals(DND);
        }
        return there;
    }

    private String status(long now) {
        if (devices.isEmpty()) {
            return lingers(now) ? lingering : OFFLINE;
        }
        if (!disturbable) {
            return DND;
        }
        return devices.containsValue(false) ? ONLINE : AWAY;
    }

    ServerFrame.Presence presence(long now) {
        String status = status(now);
        @Nullable Long seen = status.equals(OFFLINE) ? (Long) lastSeen : null;
        return new ServerFrame.Presence(user, status, seen);
    }

    /** Whether it has gone, and nobody is to know yet. */
    boolean lingers(long now) {
        return devices.isEmpty() && now - emptySince < LINGER;
    }

    boolean isGone(long now) {
        return devices.isEmpty() && !lingers(now) && !telling;
    }

    long lastSeen() {
        return lastSeen;
    }

    /** Whether others know it otherwise. */
    boolean changed(long now) {
        return telling || !status(now).equals(told);
    }

    boolean mayBeTold(long now) {
        return !telling && now - toldAt >= Signs.PACE;
    }

    /** What is told now; {@link #told} says whether it was. */
    ServerFrame.Presence tell(long now) {
        ServerFrame.Presence presence = presence(now);
        telling = true;
        toldBefore = told;
        told = presence.status();
        toldAt = now;
        return presence;
    }

    void told(boolean done) {
        telling = false;
        if (!done) {
            told = toldBefore;
        }
    }
}
