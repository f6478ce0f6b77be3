package io.parley.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Sessions.Live;
import io.parley.port.Sessions.Session;
import io.parley.port.Sessions.Ticket;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What every {@link Sessions} does with sign-ins and tickets. */
@NullUnmarked
public abstract class SessionsContract extends StoreContract {
    @Test
    void aSessionLastsUntilItIsEnded() {
        Session session = begin("s1", "ann", null);
        Session other = begin("s2", "ann", null);

        assertThat(await(store.sessions().session("s1"))).isEqualTo(new Live(session, false));
        assertThat(await(store.sessions().end("ann", "s1"))).isTrue();
        assertThat(await(store.sessions().end("ann", "s1"))).isFalse();
        assertThat(await(store.sessions().end("ann", "unknown"))).isFalse();
        assertThat(await(store.sessions().session("s1"))).isNull();
        assertThat(await(store.sessions().session("s2"))).isEqualTo(new Live(other, false));
        assertThat(await(store.sessions().session("unknown"))).isNull();
    }

    @Test
    void nobodyEndsAnothersSession() {
        begin("s1", "ann", null);

        assertThat(await(store.sessions().end("bob", "s1"))).isFalse();
        assertThat(await(store.sessions().session("s1"))).isNotNull();
    }

    @Test
    void anEndedSessionDoesNotBeginAgain() {
        begin("s1", "ann", null);
        await(store.sessions().end("ann", "s1"));
        begin("s1", "ann", null);

        assertThat(await(store.sessions().session("s1"))).isNull();
    }

    @Test
    void aSessionEndsWhenItsTimeHasCome() {
        begin("s1", "ann", null);
        clock.advance(Duration.ofMillis(3_599_999));
        assertThat(await(store.sessions().session("s1"))).isNotNull();
        clock.advance(Duration.ofMillis(1));

        assertThat(await(store.sessions().session("s1"))).isNull();
        assertThat(await(store.sessions().of("ann"))).isEmpty();
        assertThat(await(store.sessions().end("ann", "s1"))).isFalse();
    }

    @Test
    void aPasswordThatHasChangedMeanwhileBeginsNothing() {
        await(store.accounts().register(new Accounts.Account("dora", "Dora", "old", 1)));
        await(store.accounts().changePassword("dora", "old", "new", ""));

        assertThat(await(store.sessions().begin(session("s1", "dora"), FAMILY, "old")))
                .isNull();
        assertThat(await(store.sessions().begin(session("s1", "nobody"), FAMILY, null)))
                .isNull();
        assertThat(await(store.sessions().session("s1"))).isNull();
        begin("s1", "dora", "new");
    }

    @Test
    void aSessionThatIsKeptGoesOnUntilTheLatestOfItsEnds() {
        Session first = new Session("s1", "ann", "elsewhere", clock.millis(), clock.millis() + 60_000);
        assertThat(await(store.sessions().keep(first))).isEmpty();
        assertThat(await(store.sessions().session("s1"))).isEqualTo(new Live(first, false));

        clock.advance(Duration.ofSeconds(30));
        Session longer = new Session("s1", "ann", "elsewhere", clock.millis(), clock.millis() + 60_000);
        await(store.sessions().keep(longer));
        await(store.sessions().keep(first));

        assertThat(await(store.sessions().session("s1")).session())
                .isEqualTo(new Session(
                        "s1",
                        "ann",
                        "elsewhere",
                        first.createdAt(),
                        longer.lastSeen(),
                        longer.expiresAt(),
                        longer.endsAt()));
        assertThat(await(store.sessions().family("s1"))).isNull();
    }

    @Test
    void aSessionThatHasEndedOrIsAnothersIsNotKept() {
        Session kept = new Session("s1", "ann", null, clock.millis(), clock.millis() + 60_000);
        await(store.sessions().keep(kept));

        assertThat(await(store.sessions().keep(new Session("s1", "bob", null, 1, clock.millis() + 60_000))))
                .isNull();
        assertThat(await(store.sessions().keep(new Session("s2", "nobody", null, 1, clock.millis() + 60_000))))
                .isNull();
        await(store.sessions().end("ann", "s1"));
        assertThat(await(store.sessions().keep(kept))).isNull();
        assertThat(await(store.sessions().session("s1"))).isNull();
        begin("s3", "ann", null);
        assertThat(await(store.sessions().keep(new Session("s3", "ann", null, 1, Long.MAX_VALUE))))
                .as("what refresh tokens renew")
                .isNull();
    }

    @Test
    void theSessionsOfAUserAreListedLastSeenFirst() {
        begin("s1", "ann", null);
        clock.advance(Duration.ofSeconds(1));
        begin("s2", "ann", null);
        clock.advance(Duration.ofSeconds(1));
        Session last = begin("s3", "ann", null);
        begin("s4", "bob", null);
        await(store.sessions().end("ann", "s2"));

        assertThat(await(store.sessions().of("ann"))).extracting(Session::id).containsExactly("s3", "s1");
        assertThat(await(store.sessions().of("ann"))).contains(last);
        assertThat(await(store.sessions().of("cat"))).isEmpty();
    }

    @Test
    void oneSessionTooManyEndsTheOneThatWasSeenLongestAgo() {
        for (int i = 0; i < Sessions.MAX_PER_USER; i++) {
            begin("s" + i, "ann", null);
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(await(store.sessions().begin(session("more", "ann"), FAMILY, null)))
                .containsExactly("s0");
        assertThat(await(store.sessions().session("s0"))).isNull();
        assertThat(await(store.sessions().of("ann"))).hasSize(Sessions.MAX_PER_USER);
    }

    @Test
    void sessionsWhoseTimeHasComeTakeNoPlace() {
        await(store.sessions().keep(new Session("old", "ann", null, clock.millis(), clock.millis() + 3_600_000)));
        clock.advance(Duration.ofMillis(1));
        for (int i = 0; i < Sessions.MAX_PER_USER; i++) {
            await(store.sessions()
                    .keep(new Session("s" + i, "ann", null, clock.millis(), clock.millis() + 1 + i / 90)));
        }
        clock.advance(Duration.ofMillis(1));

        assertThat(await(store.sessions().keep(new Session("new", "ann", null, clock.millis(), clock.millis() + 9))))
                .isEmpty();
        assertThat(await(store.sessions().session("new"))).isNotNull();
    }

    @Test
    void aTicketIsGoodOnceHoweverManyAskAtOnce() {
        Session session = begin("s1", "ann", null);
        Ticket ticket = ticket(session);
        await(store.sessions().grant(ticket));

        List<Future<Ticket>> spent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            spent.add(store.sessions().spend("h1"));
        }

        assertThat(spent.stream().map(StoreContract::await).filter(Objects::nonNull))
                .containsExactly(ticket);
        assertThat(await(store.sessions().spend("h2"))).isNull();
    }

    @Test
    void aTicketIsVoidWhenItsTimeHasCome() {
        await(store.sessions().grant(ticket(begin("s1", "ann", null))));
        clock.advance(Duration.ofSeconds(30));

        assertThat(await(store.sessions().spend("h1"))).isNull();
    }

    @Test
    void aTicketIsVoidWhenItsSessionHasEnded() {
        await(store.sessions().grant(ticket(begin("s1", "ann", null))));
        await(store.sessions().end("ann", "s1"));

        assertThat(await(store.sessions().spend("h1"))).isNull();
    }

    private Ticket ticket(Session session) {
        return new Ticket("h1", session.id(), session.user(), clock.millis() + 30_000, session.expiresAt());
    }

    @Test
    void whatClientsAndStoreHoldShowsNothingOfItself() {
        assertThat(List.of(FAMILY, new Sessions.Turn("s", "presented", "salt", "next", 1))
                        .toString())
                .doesNotContain("key", "r1", "presented", "salt", "next");
    }
}
