package io.parley.proto;

import io.parley.proto.v1.Wire;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Item;
import io.parley.room.Tally;
import org.jspecify.annotations.Nullable;

/** Entries as messages of {@code parley.proto}. */
final class EntryMessages {
    private EntryMessages() {}

    static Wire.Entry of(Item item) {
        Wire.Entry.Builder message = builder(item.entry());
        if (item.editedAt() != null) {
            message.setEditedAt(item.editedAt());
        }
        if (item.deletedAt() != null) {
            message.setDeletedAt(item.deletedAt());
        }
        for (Tally tally : item.reactions()) {
            message.addReactionsBuilder()
                    .setEmoji(tally.emoji())
                    .setCount(tally.count())
                    .setMe(tally.me());
        }
        return message.build();
    }

    static Wire.Entry of(Entry entry) {
        return builder(entry).build();
    }

    private static Wire.Entry.Builder builder(Entry entry) {
        Wire.Entry.Builder message = Wire.Entry.newBuilder()
                .setRoom(entry.room())
                .setEpoch(entry.epoch())
                .setSeq(entry.seq())
                .setAt(entry.at())
                .setFrom(entry.from())
                .setCid(entry.cid());
        switch (entry.content()) {
            case Content.Message said -> message.setMessage(message(said));
            case Content.Edit edit -> message.setEdit(edit(edit));
            case Content.Delete delete -> message.getDeleteBuilder().setTarget(delete.target());
            case Content.Reaction reaction ->
                message.getReactionBuilder()
                        .setTarget(reaction.target())
                        .setEmoji(reaction.emoji())
                        .setOn(reaction.on());
            case Content.Membership membership -> message.setMember(member(membership));
            case Content.RoomChange change -> message.setRoomChange(room(change));
            case Content.Notice notice -> message.setNotice(notice(notice));
            case Content.Announcement announcement -> message.setAnnouncement(announcement(announcement.body()));
            case Content.Opaque opaque ->
                message.getOpaqueBuilder().setKind(opaque.kind()).setFields(opaque.fields());
        }
        return message;
    }

    private static Wire.MessageContent message(Content.Message said) {
        Wire.MessageContent.Builder content = Wire.MessageContent.newBuilder();
        if (said.body() == null) {
            content.setRedacted(true);
        } else {
            content.setBody(body(said.body()));
        }
        if (said.replyTo() != null) {
            content.setReplyTo(said.replyTo());
        }
        if (said.thread() != null) {
            content.setThread(said.thread());
        }
        return content.build();
    }

    private static Wire.EditContent edit(Content.Edit edit) {
        Wire.EditContent.Builder content = Wire.EditContent.newBuilder().setTarget(edit.target());
        if (edit.body() == null) {
            content.setRedacted(true);
        } else {
            content.setBody(body(edit.body()));
        }
        return content.build();
    }

    private static Wire.AnnouncementContent announcement(@Nullable Body body) {
        Wire.AnnouncementContent.Builder content = Wire.AnnouncementContent.newBuilder();
        if (body == null) {
            content.setRedacted(true);
        } else {
            content.setBody(body(body));
        }
        return content.build();
    }

    private static Wire.MemberContent member(Content.Membership membership) {
        Wire.MemberContent.Builder content = Wire.MemberContent.newBuilder()
                .setMember(membership.member())
                .setChange(membership.change().wireName());
        if (membership.role() != null) {
            content.setRole(membership.role().wireName());
        }
        if (membership.until() != null) {
            content.setUntil(membership.until());
        }
        return content.build();
    }

    private static Wire.RoomContent room(Content.RoomChange change) {
        Wire.RoomContent.Builder content = Wire.RoomContent.newBuilder().setDeleted(change.deleted());
        if (change.name() != null) {
            content.setName(change.name());
        }
        if (change.topic() != null) {
            content.setTopic(change.topic());
        }
        if (change.roomKind() != null) {
            content.setRoomKind(change.roomKind().wireName());
        }
        if (change.slowMode() != null) {
            content.setSlowMode(change.slowMode());
        }
        return content.build();
    }

    private static Wire.NoticeContent notice(Content.Notice notice) {
        Wire.NoticeContent.Builder content = Wire.NoticeContent.newBuilder().setNotice(notice.notice());
        content.getAboutBuilder().setRoom(notice.about());
        if (notice.aboutSeq() != null) {
            content.getAboutBuilder().setSeq(notice.aboutSeq());
        }
        return content.build();
    }

    private static Wire.Body body(Body body) {
        Wire.Body.Builder message = Wire.Body.newBuilder()
                .setText(body.text())
                .addAllAttachments(body.attachments())
                .addAllMentions(body.mentions());
        if (body.data() != null) {
            message.setData(body.data());
        }
        return message.build();
    }
}
