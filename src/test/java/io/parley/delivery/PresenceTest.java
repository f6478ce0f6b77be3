package io.parley.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.delivery.Bench.Peer;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final Bench bench = new Bench();

    PresenceTest() {
        bench.store.members.put("red", List.of("ann", "bob"));
    }

    private static void set(Peer peer, String status) {
        peer.say(new ClientFrame.Presence("p", status, null));
    }

    private static void watch(Peer peer, String... users) {
        peer.say(new ClientFrame.Presence("w", null, List.of(users)));
    }

    /** What a peer has been told of a user, in order. */
    private static List<String> seen(Peer peer, String user) {
        return peer.wire.all(ServerFrame.Presence.class).stream()
                .filter(presence -> presence.user().equals(user))
                .map(ServerFrame.Presence::status)
                .toList();
    }

    private void settle() {
        bench.pass(Duration.ofSeconds(2));
    }

    @Test
    void whoComesIsOnlineForThoseWhoShareASmallRoomAndForNobodyElse() {
        Peer ann = bench.user("ann");
        Peer stranger = bench.user("stranger");
        bench.user("bob");
        settle();

        assertThat(seen(ann, "bob")).containsExactly("online");
        assertThat(seen(stranger, "bob")).isEmpty();
    }

    @Test
    void aUserOfSeveralDevicesIsAwayOnlyWhenAllOfThemAre() {
        Peer ann = bench.user("ann");
        Peer phone = bench.user("bob");
        Peer laptop = bench.user("bob");
        settle();
        set(phone, "away");
        settle();
        assertThat(seen(ann, "bob")).containsExactly("online");

        set(laptop, "away");
        settle();
        assertThat(seen(ann, "bob")).containsExactly("online", "away");

        set(phone, "online");
        settle();
        assertThat(seen(ann, "bob")).containsExactly("online", "away", "online");
    }

    @Test
    void whenTheOnlyDeviceThatIsNotAwayGoesTheUserIsAway() {
        Peer ann = bench.user("ann");
        Peer phone = bench.user("bob");
        Peer laptop = bench.user("bob");
        set(phone, "away");
        settle();
        laptop.vanish();
        settle();

        assertThat(seen(ann, "bob")).containsExactly("online", "away");
    }

    @Test
    void notToBeDisturbedIsWhatWasSetLastOnAnyDevice() {
        Peer ann = bench.user("ann");
        Peer phone = bench.user("bob");
        Peer laptop = bench.user("bob");
        settle();
        set(phone, "dnd");
        settle();
        set(laptop, "online");
        settle();

        assertThat(seen(ann, "bob")).containsExactly("online", "dnd", "online");
    }

    @Test
    void aReconnectIsNotNoticed() {
        Peer ann = bench.user("ann");
        Peer bob = bench.user("bob");
        settle();
        bob.vanish();
        bench.pass(Duration.ofSeconds(6));
        bench.user("bob");
        bench.pass(Duration.ofSeconds(20));

        assertThat(seen(ann, "bob")).containsExactly("online");
    }

    @Test
    void whoGoesIsOfflineAfterAWhileAndWasLastSeenWhenTheLastDeviceWent() {
        Peer ann = bench.user("ann");
        Peer bob = bench.user("bob");
        settle();
        long before = bench.time.now();
        bob.vanish();
        long after = bench.time.now();
        bench.pass(Duration.ofSeconds(7));
        assertThat(seen(ann, "bob")).containsExactly("online");
        bench.pass(Duration.ofSeconds(3));

        assertThat(seen(ann, "bob")).containsExactly("online", "offline");
        ServerFrame.Presence last = ann.wire.all(ServerFrame.Presence.class).getLast();
        assertThat(last.lastSeen()).isBetween(before, after);
        assertThat(bench.presence("ann", "bob")).containsExactly(last);
    }

    @Test
    void statusesOfOneUserAreMergedToOneASecond() {
        Peer ann = bench.user("ann");
        Peer bob = bench.user("bob");
        settle();
        for (int i = 0; i < 9; i++) {
            set(bob, i % 2 == 0 ? "dnd" : "online");
        }
        settle();

        assertThat(seen(ann, "bob")).hasSizeBetween(2, 3).last().isEqualTo("dnd");
    }

    @Test
    void aStatusIsAnsweredWithOkOnceForItsId() {
        Peer ann = bench.user("ann");
        set(ann, "away");
        ann.say(new ClientFrame.Presence(null, "online", null));

        assertThat(ann.wire.all(ServerFrame.Ok.class)).containsExactly(new ServerFrame.Ok("p", null));
    }

    @Test
    void membersOfABigRoomAreToldOnlyOfThoseWhomTheyWatch() {
        bench.store.members.put(
                "red", IntStream.range(0, 65).mapToObj(i -> "u" + i).toList());
        Peer watching = bench.user("u0");
        Peer other = bench.user("u1");
        watch(watching, "u2", "u3");
        bench.user("u2");
        settle();

        assertThat(seen(watching, "u2")).containsExactly("offline", "online");
        assertThat(seen(watching, "u3")).containsExactly("offline");
        assertThat(seen(other, "u2")).isEmpty();
    }

    @Test
    void aWatchReplacesTheOneBefore() {
        bench.store.members.put(
                "red", IntStream.range(0, 65).mapToObj(i -> "u" + i).toList());
        Peer watching = bench.user("u0");
        watch(watching, "u2");
        watch(watching, "u3");
        bench.user("u2");
        bench.user("u3");
        settle();

        assertThat(seen(watching, "u2")).containsExactly("offline");
        assertThat(seen(watching, "u3")).containsExactly("offline", "online");
    }

    @Test
    void aStrangerSeesNothingOfWhomItWatches() {
        Peer stranger = bench.user("stranger");
        watch(stranger, "ann", "nobody");
        bench.user("ann");
        settle();

        assertThat(stranger.wire.all(ServerFrame.Ok.class)).hasSize(1);
        assertThat(seen(stranger, "ann")).isEmpty();
        assertThat(bench.presence("stranger", "ann", "nobody", "stranger"))
                .containsExactly(new ServerFrame.Presence("stranger", "online", null));
    }

    @Test
    void whoNoLongerSharesARoomIsNoLongerTold() {
        Peer ann = bench.user("ann");
        Peer bob = bench.user("bob");
        watch(ann, "bob");
        settle();
        int before = seen(ann, "bob").size();
        bench.store.members.put("red", List.of("bob"));
        set(bob, "away");
        settle();

        assertThat(seen(ann, "bob")).hasSize(before);
        assertThat(bench.presence("ann", "bob")).isEmpty();
    }

    @Test
    void aFullWireIsNotTold() {
        Peer ann = bench.user("ann");
        ann.wire.room = 0;
        bench.user("bob");
        settle();
        ann.becomeWritable(10);

        assertThat(seen(ann, "bob")).isEmpty();
    }

    @Test
    void whatTheStoreDidNotAnswerIsToldWhenItDoes() {
        Peer ann = bench.user("ann");
        settle();
        bench.store.failing(1);
        Peer bob = bench.user("bob");
        settle();
        set(bob, "away");
        settle();
        assertThat(seen(ann, "bob")).isEmpty();

        bench.store.failing(0);
        settle();

        assertThat(seen(ann, "bob")).containsExactly("away");
    }

    @Test
    void ofManyWhoComeAtOnceEachIsToldOf() {
        List<String> users = IntStream.range(0, 60).mapToObj(i -> "u" + i).toList();
        bench.store.members.put("red", users);
        Peer first = bench.user("u0");
        users.stream().skip(1).forEach(bench::user);
        bench.pass(Duration.ofSeconds(5));

        assertThat(first.wire.all(ServerFrame.Presence.class))
                .extracting(ServerFrame.Presence::user)
                .containsExactlyInAnyOrderElementsOf(users.subList(1, users.size()));
    }
}
