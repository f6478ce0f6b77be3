package io.parley.conformance;

import io.vertx.core.json.JsonObject;

/** One attempt of the client at a write. */
record Write(JsonObject frame, long at) {
    String cid() {
        return frame.getString("cid");
    }

    String type() {
        return frame.getString("type");
    }

    /** Whether the other is an attempt at the same: all but the request's id must be equal. */
    boolean same(Write other) {
        return content().equals(other.content());
    }

    private JsonObject content() {
        JsonObject content = frame.copy();
        content.remove("id");
        return content;
    }

    JsonObject sent(long seq) {
        return answer(Frames.of("sent", frame.getString("room")))
                .put("epoch", 1)
                .put("seq", seq)
                .put("at", 1_764_000_000_000L + seq);
    }

    JsonObject refused(String code, boolean temporary) {
        return answer(Frames.problem(code, temporary).put("room", frame.getString("room")));
    }

    private JsonObject answer(JsonObject answer) {
        answer.put("cid", cid());
        return frame.containsKey("id") ? answer.put("id", frame.getString("id")) : answer;
    }

    /** The entry that a send makes. */
    JsonObject entry(long seq) {
        return Frames.entry(frame.getString("room"), 1, seq, "message")
                .put("from", Frames.ME)
                .put("cid", cid())
                .put("body", frame.getJsonObject("body"));
    }
}
