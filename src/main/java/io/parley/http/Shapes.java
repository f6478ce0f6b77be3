package io.parley.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.delivery.People;
import io.parley.port.Accounts.Account;
import io.parley.port.Codec;
import io.parley.port.Outcome;
import io.parley.port.Sessions.Session;
import io.parley.port.Standing;
import io.parley.protocol.ServerFrame;
import io.parley.room.Item;
import io.parley.room.Joins;
import io.parley.room.Member;
import io.parley.room.Room;
import io.parley.room.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the things of the contract look in JSON. An entry looks as on the socket, without the frame's type. */
final class Shapes {
    private static final String FRAME = "{\"type\":\"entry\",";

    private final Codec codec;

    /** @param codec of JSON */
    Shapes(Codec codec) {
        this.codec = codec;
    }

    static Writing user(Account account) {
        return Writing.object(json -> {
            json.writeStringField("id", account.id());
            json.writeStringField("displayName", account.displayName());
            json.writeNumberField("createdAt", account.createdAt());
            if (account.avatar() != null) {
                json.writeStringField("avatar", account.avatar());
            }
            if (account.status() != null) {
                json.writeStringField("status", account.status());
            }
        });
    }

    /** @param current the id of the session that asks */
    static Writing session(Session session, String current) {
        return Writing.object(json -> {
            json.writeStringField("id", session.id());
            if (session.device() != null) {
                json.writeStringField("device", session.device());
            }
            json.writeNumberField("createdAt", session.createdAt());
            json.writeNumberField("lastSeen", session.lastSeen());
            json.writeNumberField("expiresAt", session.expiresAt());
            json.writeBooleanField("current", session.id().equals(current));
        });
    }

    static Writing presence(ServerFrame.Presence presence) {
        return Writing.object(json -> {
            json.writeStringField("user", presence.user());
            json.writeStringField("status", presence.status());
            optional(json, "lastSeen", presence.lastSeen());
        });
    }

    /** @param storedAt when the entry was */
    static Writing receipt(long storedAt, People.Receipt receipt) {
        return Writing.object(json -> {
            json.writeStringField("user", receipt.user());
            json.writeNumberField("storedAt", storedAt);
            json.writeBooleanField("delivered", receipt.shown());
            optional(json, "deliveredAt", receipt.shownAt());
            json.writeBooleanField("read", receipt.read());
            optional(json, "readAt", receipt.readAt());
        });
    }

    static Writing member(Member member) {
        return Writing.object(json -> {
            json.writeStringField("user", member.user());
            json.writeStringField("role", member.role().wireName());
            json.writeNumberField("joinedAt", member.joinedAt());
            optional(json, "mutedUntil", member.mutedUntil());
        });
    }

    /** @param last the room's last message, where it has one and it is to be shown */
    Writing room(Standing standing, @Nullable Item last) {
        return Writing.object(json -> {
            Room room = standing.room();
            json.writeStringField("id", room.id());
            json.writeStringField("name", room.name());
            if (room.topic() != null) {
                json.writeStringField("topic", room.topic());
            }
            json.writeStringField("kind", room.kind().wireName());
            json.writeNumberField("createdAt", room.createdAt());
            json.writeNumberField("epoch", standing.history().epoch());
            json.writeNumberField("head", standing.history().head());
            json.writeNumberField("oldest", standing.history().oldest());
            json.writeNumberField("members", room.members());
            if (room.joins() == Joins.SILENT) {
                json.writeStringField("joins", room.joins().wireName());
            }
            Member member = standing.member();
            if (room.slowMode() > 0) {
                json.writeNumberField("slowMode", room.slowMode());
            }
            if (member != null) {
                json.writeStringField("role", member.role().wireName());
            }
            if (member != null || !room.kind().hasMembers()) {
                json.writeNumberField("readSeq", standing.readSeq());
                json.writeNumberField("unread", standing.unread());
                json.writeNumberField("mentions", standing.mentions());
            }
            if (last != null) {
                json.writeFieldName("last");
                item(last).to(json);
            }
        });
    }

    /** An entry's frame without its type, and with what has become of it. */
    Writing item(Item item) {
        return json -> {
            String frame = new String(codec.encode(item.entry()), StandardCharsets.UTF_8);
            if (!frame.startsWith(FRAME)) {
                throw new IllegalStateException("the codec's entry frames do not begin with their type");
            }
            String state = state(item).buffer().toString();
            String fields = frame.substring(FRAME.length(), frame.length() - 1);
            json.writeRawValue("{" + fields + (state.equals("{}") ? "}" : "," + state.substring(1)));
        };
    }

    private static Writing state(Item item) {
        return Writing.object(json -> {
            optional(json, "editedAt", item.editedAt());
            optional(json, "deletedAt", item.deletedAt());
            if (!item.reactions().isEmpty()) {
                json.writeObjectFieldStart("reactions");
                for (Tally tally : item.reactions()) {
                    json.writeObjectFieldStart(tally.emoji());
                    json.writeNumberField("count", tally.count());
                    json.writeBooleanField("me", tally.me());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
        });
    }

    Writing page(ServerFrame.Listing page) {
        return Writing.object(json -> {
            json.writeStringField("room", page.room());
            json.writeNumberField("epoch", page.epoch());
            json.writeNumberField("asOf", page.asOf());
            json.writeNumberField("oldest", page.oldest());
            json.writeNumberField("head", page.head());
            items(json, page.items().stream().map(this::item).toList());
            if (page.next() == null) {
                json.writeNullField("next");
            } else {
                json.writeNumberField("next", page.next());
            }
        });
    }

    /** @param next the cursor of the following page, or null at the end */
    static Writing list(List<Writing> items, @Nullable String next) {
        return Writing.object(json -> {
            items(json, items);
            json.writeStringField("next", next);
        });
    }

    static Writing written(String room, String cid, Outcome.Stored stored) {
        return Writing.object(json -> {
            json.writeStringField("room", room);
            json.writeStringField("cid", cid);
            json.writeNumberField("epoch", stored.epoch());
            json.writeNumberField("seq", stored.seq());
            json.writeNumberField("at", stored.at());
            if (stored.duplicate()) {
                json.writeBooleanField("duplicate", true);
            }
        });
    }

    private static void items(JsonGenerator json, List<Writing> items) throws IOException {
        json.writeArrayFieldStart("items");
        for (Writing item : items) {
            item.to(json);
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }
}
