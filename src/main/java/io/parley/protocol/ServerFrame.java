package io.parley.protocol;

import io.parley.room.Entry;
import io.parley.room.Item;
import io.parley.room.Resumption;
import io.parley.room.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says. Those with an id reply to the request that bore it. */
public sealed interface ServerFrame {
    record Welcome(
            @Nullable String id,
            String user,
            String session,
            String node,
            long expiresAt,
            long heartbeatMs,
            long timeoutMs,
            Limits limits,
            long time,
            List<Opened> subscribed)
            implements ServerFrame {
        public Welcome {
            subscribed = List.copyOf(subscribed);
        }
    }

    /** How a subscription ended that was asked for: one of the two that {@code welcome} lists. */
    sealed interface Opened extends ServerFrame {}

    /** Precedes every entry of its subscription. The role is null for a reader of a public room. */
    record Subscribed(
            @Nullable String id,
            String room,
            long epoch,
            long head,
            long oldest,
            @Nullable Role role,
            long readSeq,
            long unread)
            implements Opened {}

    record Refused(@Nullable String id, Problem problem) implements Opened {}

    record Shown(Entry entry) implements ServerFrame {}

    /** Once per subscription, when its position reaches the head that {@code subscribed} said. */
    record CaughtUp(String room, long seq) implements ServerFrame {}

    /** What follows repeats from {@code to + 1}. */
    record Rewound(String room, long to) implements ServerFrame {}

    /** What the reader holds from {@code next} on is void; the stream goes on there. */
    record Reset(String room, long epoch, long oldest, long head, long next, Resumption.Reason reason)
            implements ServerFrame {}

    /** Nothing of the room follows. */
    record Unsubscribed(String room, Why reason, @Nullable Long seq) implements ServerFrame {
        /** Why a subscription ended that nobody ended by asking. */
        public enum Why {
            LEFT("left"),
            REMOVED("removed"),
            BANNED("banned"),
            ROOM_DELETED("roomDeleted"),
            FORBIDDEN("forbidden");

            private final String wireName;

            Why(String wireName) {
                this.wireName = wireName;
            }

            public String wireName() {
                return wireName;
            }
        }
    }

    /** The write is durable. */
    record Sent(@Nullable String id, String room, String cid, long epoch, long seq, long at, boolean duplicate)
            implements ServerFrame {}

    /**
     * A page of history.
     *
     * @param next the cursor of the following page in the same direction, or null at the end
     */
    record Listing(
            @Nullable String id,
            String room,
            long epoch,
            long asOf,
            long oldest,
            long head,
            List<Item> items,
            @Nullable Long next)
            implements ServerFrame {
        public Listing {
            items = List.copyOf(items);
        }
    }

    record Ok(@Nullable String id, @Nullable Long expiresAt) implements ServerFrame {}

    record Pong(@Nullable String id) implements ServerFrame {}

    record Ping() implements ServerFrame {}

    record Typing(String room, String user, boolean on) implements ServerFrame {}

    record Presence(String user, String status, @Nullable Long lastSeen) implements ServerFrame {}

    record Receipt(
            String room,
            String user,
            @Nullable Long acked,
            @Nullable Long read) implements ServerFrame {}

    /** The connection works fully until {@code closeInMs} have passed. */
    record Goodbye(
            String reason,
            CloseReason.Reconnect reconnect,
            long closeInMs,
            @Nullable Long retryAfterMs) implements ServerFrame {}

    /** What an extension answered: a JSON object without its id. */
    record Answer(@Nullable String id, String type, String payload) implements ServerFrame {}
}
