package io.parley.room;

import org.jspecify.annotations.Nullable;

/** What an entry says: one record for each kind. A body that is null has been redacted. */
public sealed interface Content {
    /** The name of the kind on the wire and in the store. */
    String kind();

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

    /** The fields of the room that changed; null where one did not. */
    record RoomChange(
            @Nullable String name,
            @Nullable String topic,
            @Nullable RoomKind roomKind,
            boolean deleted) implements Content {
        @Override
        public String kind() {
            return "room";
        }
    }

    /** In a user's inbox: something happened elsewhere, at {@code about} (and {@code aboutSeq} where there is one). */
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
