package io.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.port.Accounts.Account;
import io.parley.port.Authenticator.Identity;
import io.parley.port.Endings.Ended;
import io.parley.port.Sessions.Session;
import io.parley.port.SignIns.Grant;
import io.parley.port.SignIns.Ticket;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredSignInsTest extends TokenBench {
    private Grant signIn(String device) throws Exception {
        Account alice = Objects.requireNonNull(await(store.accounts().account("alice")));
        return await(signIns.begin(alice, device));
    }

    private String session(Grant grant) throws Exception {
        return await(tokens.verify(grant.accessToken())).session();
    }

    private void assertOver(Grant grant) {
        assertRefused(grant.accessToken());
        assertUnauthenticated(() -> await(signIns.renew(grant.refreshToken())));
    }

    @Test
    void aSignInGivesAnAccessTokenAndWhatRenewsIt() throws Exception {
        Grant grant = signIn("phone");

        assertAlice(grant.accessToken());
        assertThat(grant.expiresInMs()).isEqualTo(900_000);
        Grant next = await(signIns.renew(grant.refreshToken()));
        assertAlice(next.accessToken());
        assertThat(session(next)).isEqualTo(session(grant));
        assertThat(next.refreshToken()).isNotEqualTo(grant.refreshToken());
        assertThat(await(signIns.of("alice"))).extracting(Session::device).contains("phone");
    }

    @Test
    void aSpentTokenGivesTheSameSuccessorForHalfAMinute() throws Exception {
        Grant grant = signIn("phone");
        String next = await(signIns.renew(grant.refreshToken())).refreshToken();
        clock.advance(Duration.ofSeconds(30));

        assertThat(await(signIns.renew(grant.refreshToken())).refreshToken()).isEqualTo(next);
        assertAlice(await(signIns.renew(next)).accessToken());
    }

    @Test
    void twoAtOnceGetTheSamePair() throws Exception {
        Grant grant = signIn("phone");
        List<Future<Grant>> asked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asked.add(signIns.renew(grant.refreshToken()));
        }

        Set<String> given = new HashSet<>();
        for (Future<Grant> each : asked) {
            given.add(await(each).refreshToken());
        }
        assertThat(given).hasSize(1).doesNotContain(grant.refreshToken());
    }

    @Test
    void aSpentTokenThatComesBackLaterEndsTheSessionAndItsConnections() throws Exception {
        Grant grant = signIn("phone");
        String session = session(grant);
        Grant next = await(signIns.renew(grant.refreshToken()));
        clock.advance(Duration.ofMillis(30_001));

        assertUnauthenticated(() -> await(signIns.renew(grant.refreshToken())));

        assertOver(next);
        assertThat(endings.told).containsExactly(new Ended("alice", session));
    }

    @Test
    void aTokenSpentManyTurnsAgoEndsTheSession() throws Exception {
        Grant first = signIn("phone");
        Grant last = first;
        for (int i = 0; i < 20; i++) {
            last = await(signIns.renew(last.refreshToken()));
        }

        assertUnauthenticated(() -> await(signIns.renew(first.refreshToken())));
        assertOver(last);
    }

    @Test
    void aGuessEndsNothing() throws Exception {
        Grant grant = signIn("phone");
        String session = session(grant);
        RefreshToken real = Objects.requireNonNull(RefreshToken.parse(grant.refreshToken()));
        for (String guess : List.of(
                "",
                "r...",
                grant.refreshToken() + "x",
                RefreshToken.first(session, "another key").text(),
                "r." + session + "." + Secrets.random(32) + "." + real.mark(),
                "r.s1." + real.secret() + "." + real.mark(),
                grant.accessToken())) {
            assertUnauthenticated(() -> await(signIns.renew(guess)));
        }

        assertAlice(await(signIns.renew(grant.refreshToken())).accessToken());
    }

    @Test
    void aSessionThatNobodyRenewsEnds() throws Exception {
        Grant grant = signIn("phone");
        clock.advance(Duration.ofDays(30).minusMillis(1));
        Grant next = await(signIns.renew(grant.refreshToken()));
        clock.advance(Duration.ofDays(30));

        assertOver(next);
    }

    @Test
    void aSessionEndsAfterAYearHoweverOftenItIsRenewed() throws Exception {
        Grant grant = signIn("phone");
        for (int day = 0; day < 364; day += 7) {
            clock.advance(Duration.ofDays(7));
            grant = await(signIns.renew(grant.refreshToken()));
        }
        clock.advance(Duration.ofDays(1).minusMinutes(5));
        Grant last = await(signIns.renew(grant.refreshToken()));
        assertThat(last.expiresInMs()).isEqualTo(300_000);
        clock.advance(Duration.ofMinutes(5));

        assertOver(last);
    }

    @Test
    void aNewPasswordEndsTheOthersAndNotOneself() throws Exception {
        Grant mine = signIn("mine");
        Grant other = signIn("other");
        Identity me = await(tokens.verify(mine.accessToken()));

        assertThat(await(signIns.changePassword(me, "not the hash", "new"))).isFalse();
        assertAlice(other.accessToken());
        assertThat(await(signIns.changePassword(me, "hash", "new"))).isTrue();

        assertOver(other);
        assertAlice(mine.accessToken());
        assertAlice(await(signIns.renew(mine.refreshToken())).accessToken());
    }

    @Test
    void whoseAccountIsDeletedIsNobodyAnyMore() throws Exception {
        Grant grant = signIn("phone");
        String ticket =
                await(signIns.ticket(await(tokens.verify(grant.accessToken())))).secret();

        await(signIns.delete("alice"));
        await(signIns.delete("alice"));

        assertOver(grant);
        assertUnauthenticated(() -> await(signIns.spend(ticket)));
        assertThat(endings.told).extracting(Ended::user).containsOnly("alice").hasSize(2);
    }

    @Test
    void aTicketIsGoodOnceAndCarriesTheTokensEnd() throws Exception {
        Identity me = await(tokens.verify(signIn("phone").accessToken()));
        Ticket ticket = await(signIns.ticket(me));

        assertThat(ticket.expiresInMs()).isEqualTo(30_000);
        assertThat(await(signIns.spend(ticket.secret()))).isEqualTo(me);
        assertUnauthenticated(() -> await(signIns.spend(ticket.secret())));
    }

    @Test
    void aTicketIsVoidAfterHalfAMinute() throws Exception {
        Ticket ticket = await(signIns.ticket(alice()));
        clock.advance(Duration.ofSeconds(30));

        assertUnauthenticated(() -> await(signIns.spend(ticket.secret())));
    }

    @Test
    void aTicketIsVoidWhenItsSessionHasEnded() throws Exception {
        Ticket ticket = await(signIns.ticket(alice()));
        await(signIns.end("alice", "s1"));

        assertUnauthenticated(() -> await(signIns.spend(ticket.secret())));
    }

    @Test
    void nothingOfWhatIsGivenShowsInLogs() throws Exception {
        Grant grant = signIn("phone");
        Ticket ticket = await(signIns.ticket(alice()));
        RefreshToken parsed = Objects.requireNonNull(RefreshToken.parse(grant.refreshToken()));
        CompactToken compact = Objects.requireNonNull(CompactToken.parse(grant.accessToken()));

        assertThat(List.of(grant, ticket, parsed, compact).toString())
                .doesNotContain(grant.accessToken(), grant.refreshToken(), ticket.secret(), parsed.secret(), "alice");
    }
}
