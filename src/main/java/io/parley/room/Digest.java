package io.parley.room;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a cid names the same content again: the first 128 bits of a SHA-256 over the content's fields. It is
 * stored with every cid, so what goes into it, in which order and under which tag is frozen; a field at its default adds
 * nothing, whence new fields may be added under new tags.
 */
public record Digest(long high, long low) {
    public static Digest of(Content content) {
        Fields fields = new Fields();
        fields.text(1, content.kind());
        switch (content) {
            case Content.Message message -> {
                fields.body(message.body());
                fields.number(7, message.replyTo());
                fields.number(8, message.thread());
            }
            case Content.Edit edit -> {
                fields.number(2, edit.target());
                fields.body(edit.body());
            }
            case Content.Delete delete -> fields.number(2, delete.target());
            case Content.Reaction reaction -> {
                fields.number(2, reaction.target());
                fields.text(9, reaction.emoji());
                fields.flag(10, reaction.on());
            }
            case Content.Announcement announcement -> fields.body(announcement.body());
            case Content.Membership membership -> membership(fields, membership);
            case Content.RoomChange change -> change(fields, change);
            case Content.Notice notice -> {
                fields.text(19, notice.notice());
                fields.text(20, notice.about());
                fields.number(21, notice.aboutSeq());
            }
            case Content.Opaque opaque -> fields.text(22, opaque.fields());
        }
        return fields.digest();
    }

    private static void membership(Fields fields, Content.Membership membership) {
        Role role = membership.role();
        fields.text(11, membership.member());
        fields.text(12, membership.change().wireName());
        fields.text(13, role == null ? null : role.wireName());
        fields.number(14, membership.until());
    }

    private static void change(Fields fields, Content.RoomChange change) {
        RoomKind kind = change.roomKind();
        fields.text(15, change.name());
        fields.text(16, change.topic());
        fields.text(17, kind == null ? null : kind.wireName());
        fields.flag(18, change.deleted());
        fields.number(23, change.slowMode() == null ? null : change.slowMode().longValue());
    }

    /** Each field as tag, length and bytes, so that no two contents are written alike. */
    private static final class Fields {
        private final MessageDigest sha = sha256();

        void body(@Nullable Body body) {
            if (body != null) {
                text(3, body.text());
                text(4, body.data());
                texts(5, body.attachments());
                texts(6, body.mentions());
            }
        }

        void texts(int tag, List<String> values) {
            values.forEach(value -> put(tag, value.getBytes(StandardCharsets.UTF_8)));
        }

        void text(int tag, @Nullable String value) {
            if (value != null && !value.isEmpty()) {
                put(tag, value.getBytes(StandardCharsets.UTF_8));
            }
        }

        void number(int tag, @Nullable Long value) {
            if (value != null) {
                put(tag, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
            }
        }

        void flag(int tag, boolean value) {
            if (value) {
                put(tag, new byte[] {1});
            }
        }

        private void put(int tag, byte[] bytes) {
            sha.update((byte) tag);
            sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            sha.update(bytes);
        }

        Digest digest() {
            ByteBuffer sum = ByteBuffer.wrap(sha.digest());
            return new Digest(sum.getLong(), sum.getLong());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }
}
