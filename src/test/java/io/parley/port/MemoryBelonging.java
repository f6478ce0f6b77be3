package io.parley.port;

import io.parley.port.Outcome.Unfit.Fault;
import io.parley.room.Content;
import io.parley.room.Member;
import io.parley.room.Role;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a change of members fits those of a {@link MemoryRoom}. */
final class MemoryBelonging {
    private MemoryBelonging() {}

    /** Null where it does. */
    static @Nullable Fault judge(Map<String, Member> members, Content.Membership membership) {
        Member member = members.get(membership.member());
        Role role = membership.role();
        if (member == null) {
            return switch (membership.change()) {
                case LEFT, REMOVED, ROLE -> Fault.NO_MEMBER;
                default -> null;
            };
        }
        boolean last = member.role() == Role.OWNER
                && members.values().stream()
                                .filter(each -> each.role() == Role.OWNER)
                                .count()
                        == 1;
        return switch (membership.change()) {
            case JOINED, ADDED -> role != null && role != member.role() ? Fault.MEMBER_ALREADY : null;
            case LEFT, REMOVED, BANNED -> last ? Fault.LAST_OWNER : null;
            case ROLE -> last && role != Role.OWNER ? Fault.LAST_OWNER : null;
            case UNBANNED, MUTED, UNMUTED -> null;
        };
    }
}
