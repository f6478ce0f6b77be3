package io.parley.delivery;

import io.parley.port.Standing;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import org.jspecify.annotations.Nullable;

/** Who may do what in a room. Judged on a {@link Standing}, and fenced by its {@code acl_seq} when the store appends. */
final class Rights {
    static final Problem NO_ROOM = Problem.of(Code.NOT_FOUND, "there is no such room");

    private Rights() {}

    /** Whether the user may know of the room and read it. */
    static boolean reads(@Nullable Standing standing) {
        return standing != null && (standing.member() != null || standing.room().kind() == RoomKind.PUBLIC);
    }

    /** Whether the right to write is all that it takes: no other member is concerned. */
    static boolean isWriting(Content content) {
        return content instanceof Content.Message || !content.targets().isEmpty();
    }

    /** Whether the right reaches to other people's messages. */
    static boolean moderates(Standing standing) {
        return standing.member() != null && standing.member().role().moderates();
    }

    /**
     * Why {@code user} may not append {@code content}; null when the user may.
     *
     * @param other how the member stands whom the content is about; null where it is about none, or one who is no member
     * @param now Unix milliseconds
     */
    static @Nullable Problem judge(
            @Nullable Standing standing, String user, Content content, @Nullable Member other, long now) {
        if (standing == null || !reads(standing)) {
            return NO_ROOM;
        }
        return switch (content) {
            case Content.Message message -> judgeWriting(standing.member(), message.body(), now);
            case Content.Edit edit -> judgeWriting(standing.member(), edit.body(), now);
            case Content.Delete delete -> judgeWriting(standing.member(), null, now);
            case Content.Reaction reaction -> judgeWriting(standing.member(), null, now);
            case Content.Membership membership -> judgeMembership(standing, user, membership, other);
            case Content.RoomChange change -> judgeRoomChange(standing, change);
            default -> Problem.of(Code.UNSUPPORTED, "entries of kind " + content.kind() + " are not supported yet");
        };
    }

    /** Whose message an edit or a deletion is about, the store judges. */
    private static @Nullable Problem judgeWriting(@Nullable Member member, @Nullable Body body, long now) {
        if (body != null && !body.attachments().isEmpty()) {
            return Problem.field(Code.UNSUPPORTED, "body.attachments", "attachments are not supported yet");
        }
        if (member == null) {
            return Problem.of(Code.NOT_MEMBER, "only members write here");
        }
        Long mutedUntil = member.mutedUntil();
        return mutedUntil != null && mutedUntil > now ? Problem.of(Code.MUTED, "you are muted here") : null;
    }

    private static @Nullable Problem judgeMembership(
            Standing standing, String user, Content.Membership membership, @Nullable Member other) {
        if (standing.room().kind() == RoomKind.DIRECT) {
            return forbidden("the two of a direct room stay");
        }
        Member actor = standing.member();
        boolean self = membership.member().equals(user);
        return switch (membership.change()) {
            case JOINED ->
                self
                                && standing.room().kind() == RoomKind.PUBLIC
                                && (membership.role() == null || membership.role() == Role.MEMBER)
                        ? null
                        : forbidden("one joins public rooms, as a member");
            case LEFT -> self && actor != null ? null : forbidden("only members leave, and only they themselves");
            case ADDED, REMOVED, ROLE -> judgeOver(actor, membership, other);
            case BANNED, UNBANNED, MUTED, UNMUTED ->
                Problem.of(Code.UNSUPPORTED, membership.change().wireName() + " is not supported yet");
        };
    }

    /** Moderators add and remove those below them; owners alone give and take roles. */
    private static @Nullable Problem judgeOver(
            @Nullable Member actor, Content.Membership membership, @Nullable Member other) {
        if (actor == null || !actor.role().moderates()) {
            return forbidden("only moderators and owners do this");
        }
        boolean owner = actor.role() == Role.OWNER;
        if (membership.change() == Change.ROLE || (membership.role() != null && membership.role() != Role.MEMBER)) {
            return owner ? null : forbidden("only owners give roles");
        }
        return owner || other == null || other.role() == Role.MEMBER
                ? null
                : forbidden("only owners remove moderators and owners");
    }

    private static @Nullable Problem judgeRoomChange(Standing standing, Content.RoomChange change) {
        Member actor = standing.member();
        if (actor == null || !actor.role().moderates()) {
            return forbidden("only moderators and owners change a room");
        }
        return change.deleted() && actor.role() != Role.OWNER ? forbidden("only owners delete a room") : null;
    }

    private static Problem forbidden(String message) {
        return Problem.of(Code.FORBIDDEN, message);
    }
}
