package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Sessions.Family;
import io.parley.port.Sessions.Session;
import io.parley.port.Sessions.Turn;
import io.parley.port.Sessions.Turned;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Sessions} does with refresh tokens. */
@NullUnmarked
public abstract class RenewalContract extends StoreContract {
    private static final long HOUR = 3_600_000;

    private Future<Turned> turn(String presented, String next) {
        return store.sessions().turn(new Turn("s1", presented, "salt to " + next, next, HOUR));
    }

    private void assertEnded(Future<Turned> turned) {
        assertThat(await(turned)).isInstanceOf(Turned.Ended.class);
        assertThat(await(store.sessions().session("s1"))).isNull();
    }

    private void assertRenewed(Future<Turned> turned, String next) {
        assertThat(await(turned))
                .isInstanceOfSatisfying(
                        Turned.Renewed.class,
                        renewed -> assertThat(renewed.salt()).isEqualTo("salt to " + next));
    }

    @Test
    void theTokenThatCountsRenewsTheSession() {
        Session before = begin("s1", "ann", null);
        clock.advance(Duration.ofMinutes(50));
        long now = clock.millis();

        Session after = new Session("s1", "ann", "phone", before.createdAt(), now, now + HOUR, before.endsAt());
        assertThat(await(turn("r1", "r2"))).isEqualTo(new Turned.Renewed(after, "salt to r2"));
        assertThat(await(store.sessions().session("s1")).session()).isEqualTo(after);
        assertThat(await(store.sessions().family("s1"))).isEqualTo(new Family("key", "r2"));
    }

    @Test
    void aSpentTokenGivesTheSameSuccessorForAWhile() {
        begin("s1", "ann", null);
        assertRenewed(turn("r1", "r2"), "r2");
        clock.advance(Sessions.GRACE);

        assertRenewed(turn("r1", "another"), "r2");
        assertRenewed(turn("r1", "yet another"), "r2");
        assertRenewed(turn("r2", "r3"), "r3");
    }

    @Test
    void aSpentTokenThatComesTooLateEndsTheSession() {
        begin("s1", "ann", null);
        await(turn("r1", "r2"));
        clock.advance(Sessions.GRACE.plusMillis(1));

        assertEnded(turn("r1", "another"));
        assertThat(await(turn("r2", "r3"))).isEqualTo(new Turned.Nothing());
    }

    @Test
    void aSpentTokenWhoseSuccessorHasBeenUsedEndsTheSession() {
        begin("s1", "ann", null);
        await(turn("r1", "r2"));
        await(turn("r2", "r3"));

        assertEnded(turn("r1", "another"));
    }

    @Test
    void aTokenSpentLongAgoEndsTheSession() {
        begin("s1", "ann", null);
        for (int i = 1; i < 50; i++) {
            assertRenewed(turn("r" + i, "r" + (i + 1)), "r" + (i + 1));
        }

        assertEnded(turn("r7", "another"));
    }

    @Test
    void turnsAtOnceRenewOnceAndLeadToOneSuccessor() {
        begin("s1", "ann", null);
        List<Future<Turned>> turns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            turns.add(turn("r1", "candidate " + i));
        }

        assertThat(turns.stream().map(StoreContract::await).distinct()).hasSize(1);
        assertThat(turns.stream().map(StoreContract::await).toList())
                .allSatisfy(turned -> assertThat(turned).isInstanceOf(Turned.Renewed.class));
    }

    @Test
    void oneWhoIsNotRenewedIsGoneAndMayNotComeBack() {
        begin("s1", "ann", null);
        clock.advance(Duration.ofMillis(HOUR));

        assertThat(await(turn("r1", "r2"))).isEqualTo(new Turned.Nothing());
        assertThat(await(store.sessions().turn(new Turn("unknown", "r1", "", "r2", HOUR))))
                .isEqualTo(new Turned.Nothing());
    }

    @Test
    void noSessionOutlivesItsEndHoweverOftenItIsRenewed() {
        Session session = begin("s1", "ann", null);
        int turns = 1;
        while (clock.millis() + HOUR / 2 < session.endsAt()) {
            clock.advance(Duration.ofMillis(HOUR / 2));
            assertRenewed(turn("r" + turns, "r" + (turns + 1)), "r" + (turns + 1));
            turns++;
        }
        assertThat(await(store.sessions().session("s1")).session().expiresAt()).isEqualTo(session.endsAt());
        clock.advance(Duration.ofMillis(HOUR / 2));

        assertThat(await(turn("r" + turns, "more"))).isEqualTo(new Turned.Nothing());
        assertThat(await(store.sessions().session("s1"))).isNull();
    }

    @Test
    void anEndedSessionIsNotRenewed() {
        begin("s1", "ann", null);
        await(store.sessions().end("ann", "s1"));

        assertThat(await(turn("r1", "r2"))).isEqualTo(new Turned.Nothing());
    }

    @Test
    void onlyASessionThatIsThereHasAFamily() {
        begin("s1", "ann", null);

        assertThat(await(store.sessions().family("s1"))).isEqualTo(FAMILY);
        assertThat(await(store.sessions().family("unknown"))).isNull();
    }
}
