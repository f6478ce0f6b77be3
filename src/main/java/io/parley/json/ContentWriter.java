package io.parley.json;

import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a content, the same on the wire and in the store. */
final class ContentWriter {
    /** What an entry says of itself, whatever its kind. */
    static final Set<String> ENTRY_FIELDS = Set.of("type", "room", "epoch", "seq", "at", "from", "kind", "cid");

    private ContentWriter() {}

    static void write(Content content, JsonOut out) throws IOException {
        switch (content) {
            case Content.Message message ->
                body(message.body(), out).put("replyTo", message.replyTo()).put("thread", message.thread());
            case Content.Edit edit -> body(edit.body(), out.put("target", edit.target()));
            case Content.Delete delete -> out.put("target", delete.target());
            case Content.Reaction reaction ->
                out.put("target", reaction.target())
                        .put("emoji", reaction.emoji())
                        .put("on", reaction.on());
            case Content.Membership membership -> membership(membership, out);
            case Content.RoomChange change -> roomChange(change, out);
            case Content.Notice notice ->
                out.put("notice", notice.notice())
                        .open("about")
                        .put("room", notice.about())
                        .put("seq", notice.aboutSeq())
                        .close();
            case Content.Announcement announcement -> body(announcement.body(), out);
            case Content.Opaque opaque -> out.splice(opaque.fields(), ENTRY_FIELDS);
        }
    }

    private static void membership(Content.Membership membership, JsonOut out) throws IOException {
        Role role = membership.role();
        out.put("member", membership.member())
                .put("change", membership.change().wireName())
                .put("role", role == null ? null : role.wireName())
                .put("until", membership.until());
    }

    private static void roomChange(Content.RoomChange change, JsonOut out) throws IOException {
        RoomKind kind = change.roomKind();
        out.put("name", change.name())
                .put("topic", change.topic())
                .put("roomKind", kind == null ? null : kind.wireName())
                .mark("deleted", change.deleted())
                .put(
                        "slowMode",
                        change.slowMode() == null ? null : change.slowMode().longValue());
    }

    private static JsonOut body(@Nullable Body body, JsonOut out) throws IOException {
        if (body == null) {
            return out.put("redacted", true);
        }
        return out.open("body")
                .put("text", body.text())
                .raw("data", body.data())
                .put("attachments", body.attachments())
                .put("mentions", body.mentions())
                .close();
    }
}
