package io.parley.inbox;

import io.parley.port.Append;
import io.parley.port.Commit;
import io.parley.port.Owed.Debt;
import io.parley.room.Body;
import io.parley.room.Content;
import io.parley.room.Digest;
import io.parley.room.Entry;
import io.parley.room.Inbox;
import org.jspecify.annotations.Nullable;

/** What becomes a notice, and how it looks. */
final class Notices {
    private Notices() {}

    /** Whether something may be owed for it: asked of every commit, so without looking at the store. */
    static boolean concern(Commit commit) {
        return commit.entries().stream().anyMatch(Notices::concern);
    }

    private static boolean concern(Entry entry) {
        return switch (entry.content()) {
            case Content.Message message -> mentions(message.body());
            case Content.Membership membership -> !membership.member().equals(entry.from());
            case Content.RoomChange change -> change.deleted();
            default -> false;
        };
    }

    private static boolean mentions(@Nullable Body body) {
        return body != null && !body.mentions().isEmpty();
    }

    /** Nobody's right is judged, and an inbox never restricts: its {@code acl_seq} stays 0. */
    static Append append(Debt debt, String recipient) {
        Content content = new Content.Notice(debt.occasion().wireName(), debt.room(), debt.seq());
        return new Append(Inbox.of(recipient), debt.from(), cid(debt), content, 0);
    }

    /** The same for the same cause, whenever it is made: what it is made of is frozen. */
    private static String cid(Debt debt) {
        long seq = debt.seq() == null ? debt.head() : debt.seq();
        Digest digest = Digest.of(new Content.Opaque(
                "cause",
                debt.room() + "\n" + debt.epoch() + "\n" + seq + "\n"
                        + debt.occasion().wireName()));
        return "~%016x%016x".formatted(digest.high(), digest.low());
    }
}
