package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Outcome.Unfit;
import io.parley.port.Outcome.Unfit.Fault;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Member;
import io.parley.room.Role;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link Log} judges a change of members by those who are there. The room is ann's, and bob belongs to it. */
@NullUnmarked
public abstract class BelongingContract extends StoreContract {
    private int cids;

    @BeforeEach
    void make() {
        newRoom("r");
    }

    @Test
    void whoIsNoMemberNeitherGoesNorGetsARole() {
        assertUnfit("cat", Change.LEFT, null, Fault.NO_MEMBER);
        assertUnfit("cat", Change.REMOVED, null, Fault.NO_MEMBER);
        assertUnfit("cat", Change.ROLE, Role.MODERATOR, Fault.NO_MEMBER);
    }

    @Test
    void whoIsAMemberIsNotAddedWithAnotherRole() {
        assertUnfit("bob", Change.ADDED, Role.MODERATOR, Fault.MEMBER_ALREADY);
        assertStored("bob", Change.ADDED, Role.MEMBER);
        assertStored("bob", Change.JOINED, null);
        assertThat(roles()).containsExactly(Role.OWNER, Role.MEMBER);
    }

    @Test
    void theLastOwnerStaysAnOwner() {
        assertUnfit("ann", Change.LEFT, null, Fault.LAST_OWNER);
        assertUnfit("ann", Change.REMOVED, null, Fault.LAST_OWNER);
        assertUnfit("ann", Change.BANNED, null, Fault.LAST_OWNER);
        assertUnfit("ann", Change.ROLE, Role.MODERATOR, Fault.LAST_OWNER);
        assertStored("ann", Change.ROLE, Role.OWNER);

        assertStored("bob", Change.ROLE, Role.OWNER);
        assertStored("ann", Change.LEFT, null);
        assertUnfit("bob", Change.LEFT, null, Fault.LAST_OWNER);
    }

    @Test
    void ofTwoOwnersWhoLeaveAtOnceOneStays() {
        assertStored("bob", Change.ROLE, Role.OWNER);
        long acl = aclSeq("r");

        List<Future<Outcome>> left = List.of("ann", "bob").stream()
                .map(user -> store.log().append(new Append("r", user, "out", change(user, Change.LEFT, null), acl)))
                .toList();

        assertThat(await(left.getFirst())).isInstanceOf(Outcome.Stored.class);
        assertThat(await(left.getLast())).isInstanceOf(Outcome.Stale.class);
        assertUnfit("bob", Change.LEFT, null, Fault.LAST_OWNER);
    }

    @Test
    void aRepeatIsAnsweredAsItWasThoughItWouldNoLongerFit() {
        Outcome.Stored left = store("r", "bob", "out", change("bob", Change.LEFT, null));

        assertThat(store("r", "bob", "out", change("bob", Change.LEFT, null)))
                .isEqualTo(new Outcome.Stored(left.epoch(), left.seq(), left.at(), true));
    }

    private static Content change(String user, Change change, Role role) {
        return new Content.Membership(user, change, role, null);
    }

    private void assertStored(String user, Change change, Role role) {
        assertThat(await(store.log().append(append("r", "ann", "c" + ++cids, change(user, change, role)))))
                .isInstanceOf(Outcome.Stored.class);
    }

    private void assertUnfit(String user, Change change, Role role, Fault fault) {
        long acl = aclSeq("r");
        long head = all("r").head();

        assertThat(await(store.log().append(append("r", "ann", "c" + ++cids, change(user, change, role)))))
                .isEqualTo(new Unfit(0, fault));
        assertThat(aclSeq("r")).isEqualTo(acl);
        assertThat(all("r").head()).isEqualTo(head);
    }

    private List<Role> roles() {
        return await(store.rooms().members("r", null, 10)).stream()
                .map(Member::role)
                .toList();
    }
}
