package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts;
import io.parley.port.Append;
import io.parley.port.MemoryStore;
import io.parley.port.NewRoom;
import io.parley.port.Outcome;
import io.parley.protocol.Code;
import io.parley.protocol.Failure;
import io.parley.protocol.Problem;
import io.parley.room.Body;
import io.parley.room.Change;
import io.parley.room.Content;
import io.parley.room.Entry;
import io.parley.room.Role;
import io.parley.room.RoomKind;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class SenderTest {
    private final MemoryStore store = new MemoryStore(commit -> {});
    private final HeldLog log = new HeldLog(store.log());
    private int cids;
    private final Sender sender = new Sender(log, store.rooms(), () -> 0, Runnable::run);

    @BeforeEach
    void makeRoom() {
        for (String user : List.of("ada", "bob", "cat")) {
            store.accounts().register(new Accounts.Account(user, user, null, 0)).await();
        }
        Map<String, Role> members = Map.of("ada", Role.OWNER, "bob", Role.MEMBER, "cat", Role.OWNER);
        store.rooms()
                .create(new NewRoom("red", "ada", null, "Red", RoomKind.PUBLIC, members))
                .await();
        Future<Outcome.Stored> first = send("first");
        log.letAllOn();
        assertThat(first.succeeded()).isTrue();
    }

    @Test
    void sendsKeepTheirOrderWhenRightsChangeUnderSomeOfThem() {
        send("s0");
        send("s1");
        leave("bob");
        log.letOn();
        send("s2");

        log.letAllOn();

        assertThat(messages()).containsExactly("first", "s0", "s1", "s2");
    }

    @Test
    void whoHasLeftMeanwhileIsRefusedAlsoForWhatWasHeld() {
        Future<Outcome.Stored> before = send("s0");
        leave("ada");
        log.letOn();
        Future<Outcome.Stored> after = send("s1");
        log.letAllOn();

        assertThat(List.of(before.cause(), after.cause()))
                .allSatisfy(
                        cause -> assertThat(((Failure) cause).problem().code()).isEqualTo(Code.NOT_MEMBER));
        assertThat(messages()).containsExactly("first");
    }

    @Test
    void editsOfOneMessageKeepTheirOrder() {
        long seq = seqOf("first");
        for (int i = 0; i < 3; i++) {
            write("ada", "e" + i, new Content.Edit(seq, Body.of("edit " + i)));
        }
        log.letAllOn();

        assertThat(store.log().after("red", seq, 100, 1 << 20).await().entries())
                .extracting(Entry::cid)
                .containsExactly("e0", "e1", "e2");
    }

    @Test
    void oneEditsOnesOwnAndDeletesAlsoOthersWhileOneModerates() {
        long own = seqOf("first");
        write("bob", "b", new Content.Message(Body.of("bob's"), null, null));
        log.letAllOn();
        long bobs = seqOf("b");

        assertThat(refusal("bob", new Content.Edit(own, Body.of("x")))).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal("ada", new Content.Edit(bobs, Body.of("x")))).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal("bob", new Content.Delete(own))).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal("bob", new Content.Edit(bobs, Body.of("x")))).isNull();
        assertThat(refusal("ada", new Content.Delete(bobs))).isNull();
    }

    @Test
    void whoIsNoModeratorAnyMoreDoesNotDeleteAnothersMessage() {
        write("bob", "b", new Content.Message(Body.of("bob's"), null, null));
        log.letAllOn();
        Future<Outcome.Stored> deletion = write("ada", "d", new Content.Delete(seqOf("b")));
        Content demoted = new Content.Membership("ada", Change.ROLE, Role.MEMBER, null);
        store.log()
                .append(new Append("red", "ada", "demote", demoted, aclSeq()))
                .await();

        log.letAllOn();

        assertThat(((Failure) deletion.cause()).problem().code()).isEqualTo(Code.FORBIDDEN);
    }

    @Test
    void whoIsMutedNeitherEditsNorDeletesNorReacts() {
        long seq = seqOf("first");
        Content muted = new Content.Membership("ada", Change.MUTED, null, null);
        store.log().append(new Append("red", "ada", "mute", muted, aclSeq())).await();

        for (Content content : List.of(
                new Content.Edit(seq, Body.of("x")), new Content.Delete(seq), new Content.Reaction(seq, "x", true))) {
            assertThat(refusal("ada", content)).isEqualTo(Code.MUTED);
            assertThat(refusal("nobody", content)).isEqualTo(Code.NOT_MEMBER);
        }
    }

    @Test
    void aTargetThatIsNoMessageIsNamedByItsField() {
        assertThat(field(new Content.Message(Body.of("x"), 1L, null))).isEqualTo("replyTo");
        assertThat(field(new Content.Message(Body.of("x"), seqOf("first"), 1L))).isEqualTo("thread");
        assertThat(field(new Content.Edit(1, Body.of("x")))).isEqualTo("seq");
        assertThat(field(new Content.Reaction(99, "x", true))).isEqualTo("seq");
    }

    private String field(Content content) {
        return problem("ada", content).field();
    }

    /** Why it is refused, or null. */
    private Code refusal(String user, Content content) {
        Problem problem = problem(user, content);
        return problem == null ? null : problem.code();
    }

    private Problem problem(String user, Content content) {
        Future<Outcome.Stored> written = write(user, "c" + ++cids, content);
        log.letAllOn();
        return written.failed() ? ((Failure) written.cause()).problem() : null;
    }

    private Future<Outcome.Stored> write(String user, String cid, Content content) {
        return sender.send(user, "red", cid, content);
    }

    private long seqOf(String cid) {
        return store.log().after("red", 0, 100, 1 << 20).await().entries().stream()
                .filter(entry -> entry.cid().equals(cid))
                .findFirst()
                .orElseThrow()
                .seq();
    }

    private Future<Outcome.Stored> send(String cid) {
        return sender.send("ada", "red", cid, new Content.Message(Body.of(cid), null, null));
    }

    private void leave(String user) {
        Content left = new Content.Membership(user, Change.LEFT, null, null);
        store.log().append(new Append("red", user, "leave", left, aclSeq())).await();
    }

    private long aclSeq() {
        return store.rooms()
                .standing("red", "ada")
                .map(standing -> standing == null ? 0L : standing.room().aclSeq())
                .await();
    }

    private List<String> messages() {
        return store.log().after("red", 0, 100, 1 << 20).await().entries().stream()
                .filter(entry -> entry.content() instanceof Content.Message)
                .map(Entry::cid)
                .toList();
    }
}
