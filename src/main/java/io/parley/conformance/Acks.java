package io.parley.conformance;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a client has acked on one connection, against what it was shown there. */
final class Acks {
    /** The client's rule: at the latest after so many entries. */
    static final int EVERY = 64;

    private final Map<String, Long> said = new HashMap<>();
    private final Map<String, Long> acked = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int count;

    void entrySaid(String room, long seq) {
        said.merge(room, seq, Math::max);
    }

    /** A cursor that the client came with counts as shown. */
    void from(String room, long seq) {
        said.merge(room, seq, Math::max);
        acked.merge(room, seq, Math::max);
    }

    void heard(JsonObject ack) throws Deviation {
        String room = ack.getString("room");
        long seq = ack.getLong("seq");
        count++;
        long shown = said.getOrDefault(room, 0L);
        if (seq > shown) {
            throw new Deviation("an ack of " + seq + " in " + room + ", where " + shown + " is the last it was shown");
        }
        long step = seq - acked.getOrDefault(room, 0L);
        if (step > EVERY) {
            faults.add("an ack that stands for " + step + " entries; one is due every " + EVERY);
        }
        acked.merge(room, seq, Math::max);
    }

    long acked(String room) {
        return acked.getOrDefault(room, 0L);
    }

    /** How many there were. */
    int count() {
        return count;
    }

    /** Fails where so many entries shared one ack that a window would have stood still. */
    void frequent() throws Deviation {
        if (!faults.isEmpty()) {
            throw new Deviation(faults.getFirst());
        }
    }
}
