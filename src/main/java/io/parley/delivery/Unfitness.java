package io.parley.delivery;

import io.parley.port.Outcome.Unfit;
import io.parley.protocol.Code;
import io.parley.protocol.Problem;
import io.parley.room.Content;

/** How it is said that a message, or a member, does not allow what was to be done. */
final class Unfitness {
    static final Problem NO_MEMBER = Problem.of(Code.NOT_FOUND, "there is no such member");

    private Unfitness() {}

    static Problem problem(Content content, Unfit unfit) {
        return switch (unfit.fault()) {
            case NO_MESSAGE -> noMessage(content, unfit.target());
            case NOT_OWN ->
                Problem.of(
                        Code.FORBIDDEN,
                        content instanceof Content.Edit
                                ? "only its author edits a message"
                                : "only its author, moderators and owners delete a message");
            case TOO_MANY_EMOJI ->
                Problem.field(
                        Code.TOO_LARGE, "emoji", "this message has been reacted to with too many different emoji");
            case NO_MEMBER -> NO_MEMBER;
            case MEMBER_ALREADY -> Problem.field(Code.TAKEN, "role", "this is a member already, with another role");
            case LAST_OWNER ->
                Problem.of(Code.FORBIDDEN, "a room keeps its last owner: make another one first, or delete the room");
        };
    }

    private static Problem noMessage(Content content, long target) {
        if (content instanceof Content.Message message) {
            String field = message.replyTo() != null && message.replyTo() == target ? "replyTo" : "thread";
            return Problem.field(Code.BAD_REQUEST, field, field + " must be the seq of a message in the room");
        }
        return Problem.field(Code.NOT_FOUND, "seq", "there is no such message");
    }
}
