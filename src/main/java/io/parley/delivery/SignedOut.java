package io.parley.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/** The sign-ins that ended last: one may end while a connection is on its way that it let in. Any thread. */
final class SignedOut {
    private static final int REMEMBERED = 10_000;

    private final Map<String, Boolean> sessions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Idempotent. */
    synchronized void add(String session) {
        sessions.put(session, true);
    }

    synchronized boolean contains(String session) {
        return sessions.containsKey(session);
    }
}
