package io.parley.room;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an entry says: one record for each kind. A body that is null has been redacted. */
public sealed interface Content {
    /** The name of the kind on the wire and in the store. */
    String kind();

    /** The messages that it is about, which must stand in the room's log when it is appended. */
    default List<Long> targets() {
        return switch (this) {
            case Message message ->
                Stream.of(message.replyTo, message.thread)
                        .filter(Objects::nonNull)
                        .toList();
            case Edit edit -> List.of(edit.target);
            case Delete delete -> List.of(delete.target);
            case Reaction reaction -> List.of(reaction.target);
            default -> List.of();
        };
    }

    /** Whether it is there to be read by people, so that it is unread until they have: elsewhere only by programs. */
    default boolean counts() {
        return this instanceof Message || this instanceof Notice || this instanceof Announcement;
    }

    /** What is left when its body has been taken out for ever: itself, where it has none. */
    default Content redacted() {
        return switch (this) {
            case Message message -> new Message(null, message.replyTo, message.thread);
            case Edit edit -> new Edit(edit.target, null);
            case Announcement announcement -> new Announcement(null);
            default -> this;
        };
    }

    /** Whether it holds text of the message at {@code seq}, seen as the entry at {@code at}: the message itself or an edit of it. */
    default boolean tells(long seq, long at) {
        return switch (this) {
            case Message message -> at == seq;
            case Edit edit -> edit.target == seq;
            default -> false;
        };
    }

    record Message(
            @Nullable Body body,
            @Nullable Long replyTo,
            @Nullable Long thread) implements Content {
        @Override
        public String kind() {
            return "message";
        }
    }

    /** Replaces the body of the message at {@code target} wholly. */
    record Edit(long target, @Nullable Body body) implements Content {
        @Override
        public String kind() {
            return "edit";
        }
    }

    record Delete(long target) implements Content {
        @Override
        public String kind() {
            return "delete";
        }
    }

    record Reaction(long target, String emoji, boolean on) implements Content {
        @Override
        public String kind() {
            return "reaction";
        }
    }

    /** A change of who belongs to the room, and as what. */
    record Membership(
            String member,
            Change change,
            @Nullable Role role,
            @Nullable Long until) implements Content {
        @Override
        public String kind() {
            return "member";
        }
    }

    /**
     * The fields of the room that changed; null where one did not.
     *
     * @param slowMode as {@link Room#slowMode}
     */
    record RoomChange(
            @Nullable String name,
            @Nullable String topic,
            @Nullable RoomKind roomKind,
            boolean deleted,
            @Nullable Integer slowMode)
            implements Content {
        public RoomChange(@Nullable String name, @Nullable String topic, @Nullable RoomKind roomKind, boolean deleted) {
            this(name, topic, roomKind, deleted, null);
        }

        @Override
        public String kind() {
            return "room";
        }
    }

    /**
     * In a user's inbox: something happened elsewhere.
     *
     * @param notice an {@link Occasion}'s name on the wire, or one that a newer version gave
     * @param about the room
     * @param aboutSeq the entry there, where there is one
     */
    record Notice(String notice, String about, @Nullable Long aboutSeq) implements Content {
        @Override
        public String kind() {
            return "notice";
        }
    }

    record Announcement(@Nullable Body body) implements Content {
        @Override
        public String kind() {
            return "announcement";
        }
    }

    /** A kind that a newer version wrote: counted and passed on as its JSON fields, not understood. */
    record Opaque(String kind, String fields) implements Content {}
}
