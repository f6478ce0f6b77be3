package io.parley.conformance;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What writes were answered, for attempts that cross their answer on the way: a busy machine may be late by a whole wait. */
final class Answers {
    private final Peer peer;
    private final Map<String, JsonObject> byCid = new HashMap<>();
    private final Set<String> crossed = new HashSet<>();

    Answers(Peer peer) {
        this.peer = peer;
    }

    void said(JsonObject frame) {
        String cid = frame.getString("cid");
        String type = frame.getString("type");
        if (cid != null && (type.equals("sent") || type.equals("error"))) {
            byCid.put(cid, frame);
        }
    }

    /** Whether this can be an attempt that crossed its answer; then it is answered alike. One for each cid can. */
    boolean cross(JsonObject attempt) {
        String cid = attempt.getString("cid");
        JsonObject answer = cid == null ? null : byCid.get(cid);
        if (answer == null || !crossed.add(cid)) {
            return false;
        }
        String id = attempt.getString("id");
        peer.say(id == null ? answer : answer.copy().put("id", id));
        return true;
    }
}
