package io.parley.conformance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * One thing that may happen to a client, and what must become of it.
 *
 * @param about one sentence
 * @param task what the client shall do
 * @param outcome what it must have shown and been told in the end
 */
record Scenario(String name, String about, JsonObject task, JsonObject outcome, Script script) {
    /** Before these, a token names its scenario; behind a further colon may stand which of several it is. */
    static final String TOKEN = "scenario:";

    static Building named(String name, String about) {
        return new Building(name, about);
    }

    /** The token that the client shall come with, or take as its n-th. */
    static String token(String name, int nth) {
        return nth == 1 ? TOKEN + name : TOKEN + name + ":" + nth;
    }

    /** What is known before the script. The client subscribes to the lobby from its beginning, and to what is added. */
    static final class Building {
        private final String name;
        private final String about;
        private final JsonArray subscribe = new JsonArray().add(subscription(Frames.LOBBY));
        private final JsonArray acts = new JsonArray();
        private final JsonObject shown = new JsonObject();
        private final JsonArray sends = new JsonArray();
        private String state = "online";

        private Building(String name, String about) {
            this.name = name;
            this.about = about;
        }

        private static JsonObject subscription(String room) {
            return new JsonObject().put("room", room).put("after", 0);
        }

        Building alsoIn(String room) {
            subscribe.add(subscription(room));
            return this;
        }

        /** The client sends that when it has shown the lobby up to {@code cue}; before it connects when that is 0. */
        Building sends(long cue, String text) {
            return does(cue, new JsonObject().put("type", "send").put("body", new JsonObject().put("text", text)));
        }

        /** The client does what that frame would, in the lobby. */
        Building does(long cue, JsonObject act) {
            acts.add(act.copy().put("cue", cue).put("room", Frames.LOBBY));
            return this;
        }

        /** The client is given its n-th token then. */
        Building renews(long cue, int nth) {
            acts.add(new JsonObject().put("cue", cue).put("type", "refresh").put("token", token(name, nth)));
            return this;
        }

        /** In the end the lobby shows these, and nothing else. */
        Building holds(JsonObject... entries) {
            return holdsIn(Frames.LOBBY, 1, entries);
        }

        /** In the end the room shows these from a seq on; what is below that is as the client likes. */
        Building holdsIn(String room, long from, JsonObject... entries) {
            JsonArray items = new JsonArray();
            for (JsonObject entry : entries) {
                JsonObject body = entry.getJsonObject("body");
                items.add(new JsonObject()
                        .put("seq", entry.getLong("seq"))
                        .put("text", body == null ? null : body.getString("text")));
            }
            shown.put(room, new JsonObject().put("from", from).put("entries", items));
            return this;
        }

        /** The writer is told that its n-th write stands there. */
        Building sent(long seq) {
            sends.add(new JsonObject().put("outcome", "sent").put("seq", seq));
            return this;
        }

        /** The writer is told that its n-th write has failed, by that code; an empty one is the client's own word. */
        Building failed(String code) {
            JsonObject failed = new JsonObject().put("outcome", "failed");
            sends.add(code.isEmpty() ? failed : failed.put("code", code));
            return this;
        }

        Building endsUp(String newState) {
            state = newState;
            return this;
        }

        Scenario plays(Script script) {
            JsonObject task = new JsonObject()
                    .put("token", token(name, 1))
                    .put("nextToken", token(name, 2))
                    .put("subscribe", subscribe)
                    .put("acts", acts);
            if (shown.isEmpty()) {
                holds();
            }
            JsonObject outcome =
                    new JsonObject().put("shown", shown).put("sends", sends).put("state", state);
            return new Scenario(name, about, task, outcome, script);
        }
    }
}
