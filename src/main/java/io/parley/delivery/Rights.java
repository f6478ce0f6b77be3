package io.parley.delivery;

import io.parley.port.Standing;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Inbox;
import io.parley.room.Member;
import io.parley.room.Role;
import io.parley.room.Room;
import io.parley.room.RoomKind;
import org.jspecify.annotations.Nullable;

/** Who may do what in a room. Judged on a {@link Standing}, and fenced by its {@code acl_seq} when the store appends. */
final class Rights {
    static final Problem NO_ROOM = Problem.of(Code.NOT_FOUND, "there is no such room");
    static final Problem BANNED = Problem.of(Code.BANNED, "you are banned here");

    private Rights() {}

    /** Whether the user may know of the room and read it. */
    static boolean reads(@Nullable Standing standing, String user) {
        return standing != null && reads(standing.room(), standing.member(), user);
    }

    /** Whether {@code user}, who is that member or none, may know of the room and read it. */
    static boolean reads(Room room, @Nullable Member member, String user) {
        return switch (room.kind()) {
            case PUBLIC, ANNOUNCEMENTS -> true;
            case PRIVATE, DIRECT -> member != null;
            case INBOX -> room.id().equals(Inbox.of(user));
        };
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
     * @param now Unix milliseconds
     */
    static @Nullable Problem judge(Parties parties, String user, Content content, long now) {
        Standing standing = parties.standing();
        if (standing == null || !reads(standing, user)) {
            return NO_ROOM;
        }
        if (parties.banned()) {
            return BANNED;
        }
        if (!standing.room().kind().hasMembers()) {
            return forbidden("only the server writes here");
        }
        return switch (content) {
            case Content.Message message -> judgeWriting(standing.member(), message.body(), now);
            case Content.Edit edit -> judgeWriting(standing.member(), edit.body(), now);
            case Content.Delete delete -> judgeWriting(standing.member(), null, now);
            case Content.Reaction reaction -> judgeWriting(standing.member(), null, now);
            case Content.Membership membership -> judgeMembership(parties, standing, user, membership, now);
            case Content.RoomChange change -> judgeRoomChange(standing, change);
            default -> Problem.of(Code.UNSUPPORTED, "entries of kind " + content.kind() + " are not supported yet");
        };
    }

    /** Whose message an edit or a deletion is about, the store judges. */
    private static @Nullable Problem judgeWriting(@Nullable Member member, @Nullable Body body, long now) {
        Problem problem = judgeBody(body);
        if (problem != null) {
            return problem;
        }
        if (member == null) {
            return Problem.of(Code.NOT_MEMBER, "only members write here");
        }
        Long mutedUntil = member.mutedUntil();
        return mutedUntil != null && mutedUntil > now ? Problem.of(Code.MUTED, "you are muted here") : null;
    }

    static @Nullable Problem judgeBody(@Nullable Body body) {
        return body == null || body.attachments().isEmpty()
                ? null
                : Problem.field(Code.UNSUPPORTED, "body.attachments", "attachments are not supported yet");
    }

    private static @Nullable Problem judgeMembership(
            Parties parties, Standing standing, String user, Content.Membership membership, long now) {
        Member actor = standing.member();
        boolean self = membership.member().equals(user);
        boolean plain = membership.role() == null || membership.role() == Role.MEMBER;
        if (membership.change() == Change.JOINED && self && actor != null && membership.role() == null) {
            return null;
        }
        if (standing.room().kind() == RoomKind.DIRECT) {
            return forbidden("the two of a direct room stay");
        }
        return switch (membership.change()) {
            case JOINED ->
                self && standing.room().kind() == RoomKind.PUBLIC && plain
                        ? null
                        : forbidden("one joins public rooms, as a member");
            case LEFT -> !self ? forbidden("one leaves by oneself") : actor == null ? Unfitness.NO_MEMBER : null;
            case ADDED -> judgeAdding(parties, actor, plain);
            case ROLE -> judgeOver(parties, actor, false);
            case REMOVED, UNBANNED -> judgeOver(parties, actor, true);
            case BANNED, MUTED, UNMUTED ->
                self ? forbidden("nobody does this to themselves") : judgeTerm(parties, actor, membership.until(), now);
        };
    }

    /** Whoever is there already keeps the role: that needs no more than to add anybody. */
    private static @Nullable Problem judgeAdding(Parties parties, @Nullable Member actor, boolean plain) {
        if (actor != null && actor.role().moderates() && parties.otherBanned()) {
            return forbidden("who is banned is not added");
        }
        return plain && actor != null && actor.role().moderates() ? null : judgeOver(parties, actor, plain);
    }

    private static @Nullable Problem judgeTerm(
            Parties parties, @Nullable Member actor, @Nullable Long until, long now) {
        Problem problem = judgeOver(parties, actor, true);
        return problem == null && until != null && until <= now
                ? Problem.field(Code.BAD_REQUEST, "until", "until must be in the future")
                : problem;
    }

    /**
     * Moderators reach to those below them, owners to everybody.
     *
     * @param plain whether no role is given
     */
    private static @Nullable Problem judgeOver(Parties parties, @Nullable Member actor, boolean plain) {
        if (actor == null || !actor.role().moderates()) {
            return forbidden("only moderators and owners do this");
        }
        if (actor.role() == Role.OWNER) {
            return null;
        }
        Member other = parties.other();
        if (!plain) {
            return forbidden("only owners give roles");
        }
        return other == null || other.role() == Role.MEMBER
                ? null
                : forbidden("only owners do this to moderators and owners");
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
