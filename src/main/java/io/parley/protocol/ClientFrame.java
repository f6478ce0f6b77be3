package io.parley.protocol;

import io.parley.room.Body;
import io.parley.room.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says. A frame with an id is a request and gets exactly one reply that bears it. */
public sealed interface ClientFrame {
    @Nullable
    String id();

    /** A frame that stores something under a cid, and is always answered. */
    sealed interface Write extends ClientFrame {
        String room();

        String cid();

        /** What it stores. */
        Content content();
    }

    /** Always the first frame, and only the first. */
    record Hello(
            @Nullable String id,
            @Nullable String token,
            @Nullable String clientName,
            @Nullable String clientVersion,
            boolean acks,
            boolean pings,
            List<Subscribe> subscribe)
            implements ClientFrame {
        public Hello {
            subscribe = List.copyOf(subscribe);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Hello[" + id + ", " + clientName + " " + clientVersion + ", " + subscribe + "]";
        }
    }

    /** From the entry after {@code after}; from the head where that is absent. Above 0 it needs an epoch. */
    record Subscribe(
            @Nullable String id,
            String room,
            @Nullable Long after,
            @Nullable Long epoch) implements ClientFrame {}

    record Unsubscribe(@Nullable String id, String room) implements ClientFrame {}

    record Send(
            @Nullable String id,
            String room,
            String cid,
            Body body,
            @Nullable Long replyTo,
            @Nullable Long thread) implements Write {
        @Override
        public Content content() {
            return new Content.Message(body, replyTo, thread);
        }
    }

    record Edit(@Nullable String id, String room, long seq, String cid, Body body) implements Write {
        @Override
        public Content content() {
            return new Content.Edit(seq, body);
        }
    }

    record Delete(@Nullable String id, String room, long seq, String cid) implements Write {
        @Override
        public Content content() {
            return new Content.Delete(seq);
        }
    }

    record React(@Nullable String id, String room, long seq, String cid, String emoji, boolean on) implements Write {
        @Override
        public Content content() {
            return new Content.Reaction(seq, emoji, on);
        }
    }

    /** Shown to the person; cumulative; never answered. */
    record Ack(@Nullable String id, String room, long seq) implements ClientFrame {}

    /** Read by the person; cumulative; answered, once stored, where it has an id. */
    record Read(@Nullable String id, String room, long seq) implements ClientFrame {}

    record Typing(@Nullable String id, String room, boolean on) implements ClientFrame {}

    record Presence(
            @Nullable String id,
            @Nullable String status,
            @Nullable List<String> watch) implements ClientFrame {}

    /** Exactly one of {@code before}, {@code after} and {@code around} is present. */
    record History(
            @Nullable String id,
            String room,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long around,
            int limit,
            View view)
            implements ClientFrame {}

    record Refresh(@Nullable String id, String token) implements ClientFrame {
        /** Without the token. */
        @Override
        public String toString() {
            return "Refresh[" + id + "]";
        }
    }

    record Ping(@Nullable String id) implements ClientFrame {}

    /** A type {@code x.<name>}: the frame's own bytes, for whoever registered the name. */
    record Extension(@Nullable String id, String name, String payload) implements ClientFrame {}

    /** How history is shown. */
    enum View {
        /** Messages in their present state. */
        MESSAGES,
        /** The raw log. */
        ENTRIES
    }
}
