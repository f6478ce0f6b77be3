package io.parley.store.sqlite;

import io.parley.port.ContentCodec;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;

/** Content as JSON, plainly: the store's own tests need no other adapter. */
@NullUnmarked
final class PlainContents implements ContentCodec {
    @Override
    public String encode(Content content) {
        return switch (content) {
            case Content.Message message ->
                body(message.body())
                        .put("replyTo", message.replyTo())
                        .put("thread", message.thread())
                        .encode();
            case Content.Edit edit ->
                body(edit.body()).put("target", edit.target()).encode();
            case Content.Delete delete ->
                new JsonObject().put("target", delete.target()).encode();
            case Content.Reaction reaction ->
                new JsonObject()
                        .put("target", reaction.target())
                        .put("emoji", reaction.emoji())
                        .put("on", reaction.on())
                        .encode();
            case Content.Membership membership ->
                new JsonObject()
                        .put("member", membership.member())
                        .put("change", membership.change().name())
                        .put("role", name(membership.role()))
                        .put("until", membership.until())
                        .encode();
            case Content.RoomChange change ->
                new JsonObject()
                        .put("name", change.name())
                        .put("topic", change.topic())
                        .put("kind", name(change.roomKind()))
                        .put("deleted", change.deleted())
                        .encode();
            case Content.Notice notice ->
                new JsonObject()
                        .put("notice", notice.notice())
                        .put("about", notice.about())
                        .put("seq", notice.aboutSeq())
                        .encode();
            case Content.Announcement announcement -> body(announcement.body()).encode();
            case Content.Opaque opaque -> opaque.fields();
        };
    }

    @Override
    public Content decode(String kind, String json) {
        JsonObject fields = new JsonObject(json);
        return switch (kind) {
            case "message" -> new Content.Message(body(fields), fields.getLong("replyTo"), fields.getLong("thread"));
            case "edit" -> new Content.Edit(fields.getLong("target"), body(fields));
            case "delete" -> new Content.Delete(fields.getLong("target"));
            case "reaction" ->
                new Content.Reaction(fields.getLong("target"), fields.getString("emoji"), fields.getBoolean("on"));
            case "member" ->
                new Content.Membership(
                        fields.getString("member"),
                        Change.valueOf(fields.getString("change")),
                        fields.getString("role") == null ? null : Role.valueOf(fields.getString("role")),
                        fields.getLong("until"));
            case "room" ->
                new Content.RoomChange(
                        fields.getString("name"),
                        fields.getString("topic"),
                        fields.getString("kind") == null ? null : RoomKind.valueOf(fields.getString("kind")),
                        fields.getBoolean("deleted"));
            case "notice" ->
                new Content.Notice(fields.getString("notice"), fields.getString("about"), fields.getLong("seq"));
            case "announcement" -> new Content.Announcement(body(fields));
            default -> new Content.Opaque(kind, json);
        };
    }

    private static JsonObject body(Body body) {
        return body == null
                ? new JsonObject()
                : new JsonObject()
                        .put("text", body.text())
                        .put("data", body.data())
                        .put("attachments", new JsonArray(body.attachments()))
                        .put("mentions", new JsonArray(body.mentions()));
    }

    private static Body body(JsonObject fields) {
        return fields.getString("text") == null
                ? null
                : new Body(
                        fields.getString("text"),
                        fields.getString("data"),
                        strings(fields.getJsonArray("attachments")),
                        strings(fields.getJsonArray("mentions")));
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
